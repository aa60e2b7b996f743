// Files that people upload by mistake, made here byte by byte, so that no test needs the program that makes them.
// Not here: files that hold a plan.

/** The CRC-32 of a ZIP. */
function crc(bytes) {
  let value = ~0
  for (const byte of bytes) {
    value ^= byte
    for (let bit = 0; bit < 8; bit += 1) value = (value >>> 1) ^ (value & 1 ? 0xedb88320 : 0)
  }
  return ~value >>> 0
}

/** A ZIP with these parts, not compressed. */
function zip(parts) {
  const [local, central] = [[], []]
  let at = 0
  for (const [name, text] of Object.entries(parts)) {
    const [path, bytes] = [Buffer.from(name), Buffer.from(text)]
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt32LE(crc(bytes), 10)
    fields.writeUInt32LE(bytes.length, 14)
    fields.writeUInt32LE(bytes.length, 18)
    fields.writeUInt16LE(path.length, 22)
    const where = Buffer.alloc(14)
    where.writeUInt32LE(at, 10)
    local.push(Buffer.from('PK\x03\x04'), fields, path, bytes)
    central.push(Buffer.from('PK\x01\x02'), Buffer.from([20, 0]), fields, where, path)
    at += 4 + fields.length + path.length + bytes.length
  }
  const listed = Buffer.concat(central)
  const end = Buffer.alloc(18)
  const count = Object.keys(parts).length
  end.writeUInt16LE(count, 4)
  end.writeUInt16LE(count, 6)
  end.writeUInt32LE(listed.length, 8)
  end.writeUInt32LE(at, 12)
  return Buffer.concat([...local, listed, Buffer.from('PK\x05\x06'), end])
}

/** An Excel workbook with macros in it. */
export const withMacros = () => zip({ '[Content_Types].xml': '<Types/>', 'xl/workbook.xml': '<workbook/>', 'xl/vbaProject.bin': 'Sub Auto_Open()' })

/** A workbook as Excel locks it with a password: a compound file whose directory names the encrypted package. */
export function locked() {
  const bytes = Buffer.alloc(1536)
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(bytes)
  for (const [nth, name] of ['Root Entry', 'EncryptionInfo', 'EncryptedPackage'].entries()) bytes.write(name, 1024 + nth * 128, 'utf16le')
  return bytes
}

/** The beginning of a picture. */
export const picture = () => Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')
