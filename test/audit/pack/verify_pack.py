"""Verifies audit packs, from docs/audit-pack.md alone: <pack.zip> [fingerprint [code ...]], or many as {"file", "fingerprint", "codes"} on lines of standard input."""
import base64, hashlib, io, json, pathlib, re, struct, sys, zipfile, zlib
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
FIXED = ['report.pdf', 'verify.html', 'key', 'checkpoints.jsonl', 'entries.jsonl']
NAME = re.compile(r'(manifest|' + '|'.join(map(re.escape, FIXED)) + r'|papers/[0-9a-f]{64}\.(pdf|png|jpg))\Z')
ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
LEAF = dict(act=str, actor=str, at=str, detail=[str], seq=int, subject=(str,), v=int)
MANIFEST = dict(format=str, kind=str, madeAt=str, origin=str, root=str, size=int, entries=int, checkpoints=int, papers=int,
                scope=dict(client=(str,), recipient=(str,), year=(int,), by=[str]), files=[dict(name=str, size=int, sha256=str)])
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
def value_of(text, **how): return json.loads(text, parse_constant=lambda name: need(False, name), **how)
def fits(value, shape):
    if type(shape) is dict: return type(value) is dict and set(value) == set(shape) and all(fits(value[name], one) for name, one in shape.items())
    if type(shape) is list: return type(value) is list and all(fits(one, shape[0]) for one in value)
    if type(shape) is tuple: return value is None or fits(value, shape[0])
    return type(value) is shape and (shape is str or 0 <= value < 2 ** 53)
def read(text, shape):
    need(json.dumps(value_of(text), sort_keys=True, separators=(',', ':'), ensure_ascii=False) == text and fits(value_of(text), shape), 'JSON')
    return value_of(text)
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
        need(not any(info.compress_type for info in pack.infolist()) and sum(info.file_size for info in pack.infolist()) <= len(data), 'a compressed file')
        files = [(name, pack.read(name)) for name in names]
    need(zipped(files) == data, 'the zip is not the one of its files')
    return files
def key_of(line):
    name, key_id, encoded = match(r'([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]{44})\n', line, 'key')
    raw = base64_of(encoded, 33)
    need(raw[0] == 1 and name == 'remedy.office/' + sha(raw[1:])[:10].hex() and sha(name.encode() + b'\n' + raw)[:4].hex() == key_id, 'the name or id of the key')
    return name, bytes.fromhex(key_id), Ed25519PublicKey.from_public_bytes(raw[1:])
def signed(note, key):
    text, name, encoded = match('(.*\n)\n\u2014 ([^\\s+]+) ([A-Za-z0-9+/]{91}=)\n', note, 'a signed note')
    need(name == key[0] and base64_of(encoded, 68)[:4] == key[1], 'signed by another key')
    key[2].verify(base64_of(encoded, 68)[4:], text.encode())
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
    need(data[-1:] in (b'', b'\n'), 'the last line has no end')
    return data.decode().split('\n')[:-1]
def leaf_of(text):
    leaf = read(text, LEAF)
    match(r'\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z', leaf['at'], 'the time of a leaf')
    need(all(re.fullmatch('[A-Za-z0-9_-]{43}', one) for one in leaf['detail']) and leaf['detail'] == sorted(set(leaf['detail'])) and leaf['v'] == 1 <= leaf['seq'], 'a leaf')
    return leaf
def fields_of(disclosures, digests):
    parts = disclosures.split('~') if disclosures else []
    need(sorted(url_of(sha(part.encode())) for part in parts) == digests, 'contents are not what was logged')
    data = [base64.b64decode(part + '=' * (-len(part) % 4), '-_', validate=True) for part in parts]
    fields = [value_of(one.decode(), parse_int=float) for one in data]
    need(all(re.fullmatch('[A-Za-z0-9_-]{22}', salt) and type(name) is str for salt, name, _ in fields), 'a field')
    need(list(map(url_of, data)) == parts and len({name for _, name, _ in fields}) == len(fields), 'fields')
    return [value for _, _, value in fields]
def texts_in(value, depth=0):
    need(depth <= 100, 'nested too deep')
    if type(value) is str: yield value
    for one in value.values() if type(value) is dict else value if type(value) is list else (): yield from texts_in(one, depth + 1)
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
    content = dict(files := unzipped(data))
    key = key_of(content['key'].decode())
    manifest = read(signed(content['manifest'].decode(), key)[:-1], MANIFEST)
    kind, size, papers, by = manifest['kind'], manifest['size'], manifest['papers'], manifest['scope']['by']
    need(manifest['format'] == 'remedy-pack/1' and kind in ('full', 'redacted') and manifest['origin'] == key[0] and set(by) <= {'client', 'recipient', 'year'}, 'manifest')
    listed = [(one['name'], one['size'], one['sha256']) for one in manifest['files']]
    need([name for name, _ in files[:6]] == ['manifest'] + FIXED and len(listed) == 5 + papers and not (papers and kind == 'redacted'), 'files')
    need(listed == [(name, len(one), sha(one).hex()) for name, one in files[1:]], 'the files listed')
    trees, paths, last, leaves, spoken, silent, erased = [], [], 0, [], set(), [], {}
    for line in lines_of(content['checkpoints.jsonl']):
        point = read(line, dict(note=str, path=[str]))
        origin, length, encoded = match(r'(\S+)\n([1-9]\d{0,14})\n(\S{44})\n', signed(point['note'], key), 'a checkpoint')
        need(origin == key[0] and (not trees or int(length) > trees[-1][0]), 'a checkpoint')
        trees.append((int(length), base64_of(encoded, 32)))
        paths.append(hashes_of(point['path']))
    trees.append((size, base64_of(manifest['root'], 32)))
    need(len(paths) == manifest['checkpoints'], 'the count of checkpoints')
    for at, path in enumerate(paths): continued(trees[at], trees[at + 1], path)
    *lines, trailer = lines_of(content['entries.jsonl'])
    need(read(trailer, dict(entries=int))['entries'] == len(lines) == manifest['entries'] > 0 and (by or len(lines) == size), 'the count of entries')
    for line in lines:
        entry = read(line, dict(seq=int, leaf=str, disclosures=(str,), path=[str]))
        leaf, disclosures, before, last = leaf_of(entry['leaf']), entry['disclosures'], last, entry['seq']
        need(before < leaf['seq'] == last <= size, 'an entry')
        leaves.append(sha(b'\0' + entry['leaf'].encode()))
        need(climb(last - 1, size - 1, hashes_of(entry['path']), leaves[-1:]) == [trees[-1][1]], 'an inclusion proof')
        values = [] if disclosures is None else fields_of(disclosures, leaf['detail'])
        if leaf['act'] == 'client-erased': erased.update({one: last for one in [leaf['subject']] + [one for value in values if type(value) is list for one in value if type(one) is float]})
        spoken.update(texts_in(values)); silent += [(last, leaf['subject'], leaf['act'])] * (disclosures is None)
    need(kind == 'full' or len(silent) == len(lines), 'a redacted pack has contents')
    for seq, subject, act in silent * (kind == 'full'): need(subject is not None and max(erased.get(subject, 0), erased.get(seq, 0) * (act in ('client-joined', 'client-parted'))) > seq, f'no contents in entry {seq}')
    for name, _, digest in listed[5:]: need(name.startswith(f'papers/{digest}.') and digest in spoken, name)
    known = dict(trees).get if by else lambda length: root_of(leaves[:length])
    agreed = max([size_agreed(code, size, known) for code in codes if code.strip()], default=0)
    typed = re.sub('[^0-9a-z]', '', fingerprint.lower())
    need(typed in ('', key[0].split('/')[1]), 'the fingerprint is of another key')
    return agreed if typed else 0
def verdict(file, fingerprint='', codes=()):
    try: up_to = verify(pathlib.Path(file).read_bytes(), fingerprint, codes)
    except Exception as error: return {'verdict': 'refused', 'upTo': 0, 'why': f'{type(error).__name__}: {error}'}
    return {'verdict': 'agrees' if up_to else 'consistent', 'upTo': up_to}
one = [json.dumps({'file': name, 'fingerprint': ''.join(sys.argv[2:3]), 'codes': sys.argv[3:]}) for name in sys.argv[1:2]]
for line in one or sys.stdin: print(json.dumps(verdict(**value_of(line))), flush=True)
