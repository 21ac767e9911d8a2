import { AsnConvert } from '@peculiar/asn1-schema'
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  AttributeValue,
  Certificate,
  Name,
  RelativeDistinguishedName,
  SubjectPublicKeyInfo,
  TBSCertificate,
  Validity,
  Version,
} from '@peculiar/asn1-x509'
import { createHash, generateKeyPairSync, sign, X509Certificate } from 'node:crypto'

/** By what a computer proves who it is to another: a key of its own, and a certificate that says no more than that key. */
export interface Identity {
  /** Both as PEM. */
  key: string
  certificate: string
}

const ECDSA_WITH_SHA256 = '1.2.840.10045.4.3.2'
const COMMON_NAME = '2.5.4.3'
// The key is what is compared, for as long as it is known; nobody asks for these days.
const EVER = {
  notBefore: new Date(Date.UTC(2020, 0, 1)),
  notAfter: new Date(Date.UTC(2049, 11, 31)),
}

/** A new key with a certificate that it signs itself; nothing in it says whose it is. */
export function newIdentity(random: (bytes: number) => Uint8Array): Identity {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const signature = new AlgorithmIdentifier({ algorithm: ECDSA_WITH_SHA256 })
  const value = new AttributeValue({ utf8String: 'Remedy' })
  const named = new AttributeTypeAndValue({ type: COMMON_NAME, value })
  const name = new Name([new RelativeDistinguishedName([named])])
  const tbsCertificate = new TBSCertificate({
    ...{ version: Version.v3, signature, issuer: name, subject: name },
    // Positive, and of no more bytes than a serial number may have.
    serialNumber: bufferOf(Uint8Array.of(1, ...random(15))),
    validity: new Validity(EVER),
    subjectPublicKeyInfo: AsnConvert.parse(
      publicKey.export({ type: 'spki', format: 'der' }),
      SubjectPublicKeyInfo,
    ),
  })
  const signed = sign('sha256', new Uint8Array(AsnConvert.serialize(tbsCertificate)), privateKey)
  const certificate = new Certificate({
    ...{ tbsCertificate, signatureAlgorithm: signature },
    signatureValue: bufferOf(signed),
  })
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    certificate: new X509Certificate(Buffer.from(AsnConvert.serialize(certificate))).toString(),
  }
}

const bufferOf = (bytes: Uint8Array): ArrayBuffer => Uint8Array.from(bytes).buffer

/** What a computer is known by: the SHA-256 of its public key, in hexadecimal. */
export const keyMark = (certificate: X509Certificate): string =>
  createHash('sha256')
    .update(certificate.publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex')

/** The same of a key of one's own. */
export const ownKeyMark = ({ certificate }: Identity): string =>
  keyMark(new X509Certificate(certificate))
