const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** A new id: 20 characters that carry 100 random bits, without letters that people mix up. */
export const uid = (random: (size: number) => Uint8Array): string =>
  Array.from(random(20), (byte) => alphabet[byte & 31]).join('');
