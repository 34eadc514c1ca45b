const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-';

/** Ten characters of A–Z a–z 0–9 _ -, as Label Studio names regions. `random` answers numbers in [0, 1). */
export function randomId(random: () => number): string {
  let id = '';
  while (id.length < 10) id += letters[Math.floor(random() * 64) & 63];
  return id;
}
