"""Verifies audit packs of Remedy (remedy-pack/1), from docs/audit-pack.md alone: verify_pack.py <pack.zip> [fingerprint [code ...]],
or many, each as {"file", "fingerprint", "codes"} on a line of standard input."""
import base64, hashlib, io, json, re, struct, sys, zipfile, zlib
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
FIXED = ['report.pdf', 'verify.html', 'key', 'checkpoints.jsonl', 'entries.jsonl']
NAME = re.compile(r'(manifest|' + '|'.join(map(re.escape, FIXED)) + r'|papers/[0-9a-f]{64}\.(pdf|png|jpg))\Z')
ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
LEAF = {'act': str, 'actor': str, 'at': str, 'detail': list, 'seq': int, 'subject': str, 'v': int}
def need(holds, where):
    if not holds: raise ValueError(where)
def sha(data): return hashlib.sha256(data).digest()
def node(left, right): return sha(b'\x01' + left + right)
def base64_of(text, size):
    data = base64.b64decode(text, validate=True)
    need(base64.b64encode(data).decode() == text and len(data) == size, 'base64')
    return data
def hashes_of(texts): return [base64_of(text, 32) for text in texts]
def url_of(data): return base64.urlsafe_b64encode(data).rstrip(b'=').decode()
def value_of(text): return json.loads(text, parse_constant=lambda name: need(False, name))
def match(pattern, text, where):
    need(re.fullmatch(pattern, text, re.A | re.S), where)
    return re.fullmatch(pattern, text, re.A | re.S).groups()
def zipped(files):
    body, directory = b'', b''
    for name, data in files:
        head = struct.pack('<HHHHHIIIHH', 20, 0, 0, 0, 33, zlib.crc32(data), len(data), len(data), len(name), 0)
        directory += b'PK\1\2\x14\0' + head + struct.pack('<HHHII', 0, 0, 0, 0, len(body)) + name.encode()
        body += b'PK\3\4' + head + name.encode() + data
    return body + directory + b'PK\5\6' + struct.pack('<HHHHIIH', 0, 0, len(files), len(files), len(directory), len(body), 0)
def unzipped(data):
    with zipfile.ZipFile(io.BytesIO(data)) as pack:
        names = [info.filename for info in pack.infolist()]
        need(names and len(set(names)) == len(names) and all(map(NAME.match, names)), 'the names of the files')
        sizes = [info.file_size if info.compress_type == 0 else len(data) + 1 for info in pack.infolist()]
        need(sum(sizes) <= len(data), 'a compressed file')
        files = [(name, pack.read(name)) for name in names]
    need(zipped(files) == data, 'the zip is not the one of its files')
    return files
def key_of(line):
    name, key_id, encoded = match(r'([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]{44})\n', line, 'key')
    raw = base64_of(encoded, 33)
    need(raw[0] == 1 and name == 'remedy.office/' + sha(raw[1:])[:10].hex(), 'the name of the key')
    need(sha(name.encode() + b'\n' + raw)[:4].hex() == key_id, 'the id of the key')
    return name, bytes.fromhex(key_id), Ed25519PublicKey.from_public_bytes(raw[1:])
def signed(note, key):
    text, name, encoded = match('(.*\n)\n\u2014 ([^\\s+]+) ([A-Za-z0-9+/]{91}=)\n', note, 'a signed note')
    signature = base64_of(encoded, 68)
    need(name == key[0] and signature[:4] == key[1], 'signed by another key')
    key[2].verify(signature[4:], text.encode())
    return text
def climb(first, last, path, reached):
    for other in path:
        need(last > 0, 'a proof is too long')
        if first & 1 or first == last:
            reached = [node(other, one) for one in reached]
            while not first & 1 and first: first, last = first >> 1, last >> 1
        else: reached = reached[:-1] + [node(reached[-1], other)]
        first, last = first >> 1, last >> 1
    need(last == 0, 'a proof is too short')
    return reached
def continued(older, newer, path):
    need(1 <= older[0] <= newer[0], 'sizes of checkpoints')
    if older[0] == newer[0]: return need(not path and older[1] == newer[1], 'roots of one size')
    first, last = older[0] - 1, newer[0] - 1
    while first & 1: first, last = first >> 1, last >> 1
    path = [older[1]] + path if first == 0 else path
    need(climb(first, last, path[1:], [path[0]] * 2) == [older[1], newer[1]], 'a consistency proof')
def lines_of(data):
    need(data == b'' or data.endswith(b'\n'), 'the last line has no end')
    return data.decode().split('\n')[:-1]
def leaf_of(text):
    leaf = value_of(text)
    need(json.dumps(leaf, sort_keys=True, separators=(',', ':'), ensure_ascii=False) == text, 'a leaf')
    need(set(leaf) == set(LEAF) and leaf['v'] == 1 and leaf['seq'] > 0 and all(type(value) is LEAF[name] or (name, value) == ('subject', None) for name, value in leaf.items()), 'a leaf')
    match(r'\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z', leaf['at'], 'the time of a leaf')
    need(all(re.fullmatch('[A-Za-z0-9_-]{43}', one) for one in leaf['detail']) and leaf['detail'] == sorted(set(leaf['detail'])), 'digests')
    return leaf
def fields_of(disclosures, digests):
    parts, fields = disclosures.split('~') if disclosures else [], {}
    need(sorted(url_of(sha(part.encode())) for part in parts) == digests, 'contents are not what was logged')
    for part in parts:
        data = base64.b64decode(part + '=' * (-len(part) % 4), '-_', validate=True)
        salt, name, value = value_of(data.decode())
        need(re.fullmatch('[A-Za-z0-9_-]{22}', salt) and url_of(data) == part and type(name) is str and name not in fields, 'a field')
        fields[name] = value
    return fields
def texts_in(value):
    if type(value) is str: yield value
    for one in value.values() if type(value) is dict else value if type(value) is list else (): yield from texts_in(one)
def root_of(leaves):
    if len(leaves) == 1: return leaves[0]
    split = 1 << (len(leaves) - 1).bit_length() - 1
    return node(root_of(leaves[:split]), root_of(leaves[split:]))
def size_agreed(typed, size, known):
    number, *rest = re.split('\\s*[-\u2010-\u2015]\\s*', typed.strip())
    tidy = [re.sub(r'[\s,]', '', part).upper().translate(str.maketrans('OIL', '011')) for part in (number, ''.join(rest))]
    number, letters = match(rf'(\d{{1,15}})-([{ALPHABET}]{{16}})', '-'.join(tidy), 'this is no code')
    need(1 <= int(number) <= size, 'a code of a longer log')
    root = known(int(number))
    bits = int.from_bytes(root[:10], 'big') if root else 0
    need(not root or letters == ''.join(ALPHABET[bits >> shift & 31] for shift in range(75, -1, -5)), 'a code differs')
    return int(number) if root else 0

def verify(data, fingerprint, codes):
    files = unzipped(data)
    content = dict(files)
    key = key_of(content['key'].decode())
    manifest = value_of(signed(content['manifest'].decode(), key))
    kind, size, papers, by = manifest['kind'], manifest['size'], manifest['papers'], manifest['scope']['by']
    need(manifest['format'] == 'remedy-pack/1' and kind in ('full', 'redacted') and manifest['origin'] == key[0] and set(by) <= {'client', 'recipient', 'year'}, 'manifest')
    listed = [(one['name'], one['size'], one['sha256']) for one in manifest['files']]
    need(files[0][0] == 'manifest' and listed == [(name, len(one), sha(one).hex()) for name, one in files[1:]], 'the files listed')
    need([one[0] for one in listed[:5]] == FIXED and len(listed) == 5 + papers and not (papers and kind == 'redacted'), 'files')
    trees, paths, last, leaves, spoken, silent, erased = [], [], 0, [], set(), [], {}
    for line in lines_of(content['checkpoints.jsonl']):
        point = value_of(line)
        origin, length, encoded = match(r'(\S+)\n([1-9]\d{0,14})\n(\S{44})\n', signed(point['note'], key), 'a checkpoint')
        need(origin == key[0] and (not trees or int(length) > trees[-1][0]), 'a checkpoint')
        trees.append((int(length), base64_of(encoded, 32)))
        paths.append(hashes_of(point['path']))
    need(len(trees) == manifest['checkpoints'], 'the count of checkpoints')
    trees.append((size, base64_of(manifest['root'], 32)))
    for at, path in enumerate(paths): continued(trees[at], trees[at + 1], path)
    *lines, trailer = lines_of(content['entries.jsonl'])
    need(value_of(trailer)['entries'] == len(lines) == manifest['entries'] > 0 and (by or len(lines) == size), 'the count of entries')
    for line in lines:
        entry = value_of(line)
        leaf, disclosures = leaf_of(entry['leaf']), entry['disclosures']
        need(set(entry) == {'seq', 'leaf', 'disclosures', 'path'} and last < leaf['seq'] == entry['seq'] <= size, 'an entry')
        last = leaf['seq']
        leaves.append(sha(b'\0' + entry['leaf'].encode()))
        need(climb(last - 1, size - 1, hashes_of(entry['path']), leaves[-1:]) == [trees[-1][1]], 'an inclusion proof')
        if leaf['act'] == 'client-erased': erased[leaf['subject']] = last
        if disclosures is None: silent.append((last, leaf['subject']))
        else: spoken.update(texts_in(fields_of(disclosures, leaf['detail'])))
    need(kind == 'full' or len(silent) == len(lines), 'a redacted pack has contents')
    for seq, subject in silent * (kind == 'full'): need(subject is not None and erased.get(subject, 0) > seq, f'no contents in entry {seq}')
    for name, _, digest in listed[5:]: need(name.startswith(f'papers/{digest}.') and digest in spoken, name)
    known = dict(trees).get if by else lambda length: root_of(leaves[:length])
    agreed = max([size_agreed(code, size, known) for code in codes if code.strip()], default=0)
    typed = re.sub('[^0-9a-z]', '', fingerprint.lower())
    need(typed in ('', key[0].split('/')[1]), 'the fingerprint is of another key')
    return agreed if typed else 0
def verdict(file, fingerprint='', codes=()):
    try:
        with open(file, 'rb') as pack: up_to = verify(pack.read(), fingerprint, codes)
        return {'verdict': 'agrees' if up_to else 'consistent', 'upTo': up_to}
    except Exception as error: return {'verdict': 'refused', 'upTo': 0, 'why': f'{type(error).__name__}: {error}'}
one = [json.dumps({'file': name, 'fingerprint': ''.join(sys.argv[2:3]), 'codes': sys.argv[3:]}) for name in sys.argv[1:2]]
for line in one or sys.stdin: print(json.dumps(verdict(**value_of(line))), flush=True)
