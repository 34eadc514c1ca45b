const picture =
  'data:image/svg+xml,' +
  encodeURIComponent(
    '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="400"><rect width="640" height="400" fill="#cfd8dc"/><rect y="260" width="640" height="140" fill="#8d9ba3"/><rect x="90" y="150" width="150" height="130" rx="10" fill="#c4553b"/><circle cx="430" cy="220" r="70" fill="#e0b13a"/></svg>',
  );
const text =
  'Anna Berg wrote on Monday that the parcel had reached Rome two days late. She asks for the postage back, and says the driver was kind.';

const samples: Readonly<Record<string, unknown>> = {
  text,
  hypertext: `<p>${text}</p>`,
  image: picture,
  paragraphs: [
    { author: 'Anna', text: 'Did the parcel arrive?' },
    { author: 'Otto', text: 'Two days late.' },
  ],
  table: { sender: 'Anna', city: 'Rome' },
  list: [
    { id: 'a', title: 'First', body: 'One' },
    { id: 'b', title: 'Second', body: 'Two' },
  ],
  choices: [{ value: 'One' }, { value: 'Two' }],
  labels: [{ value: 'One' }, { value: 'Two' }],
};

/** Data to show a config with, when no task is at hand: the config's own example, else something for each variable. */
export const sampleData = (config: string): Record<string, unknown> => {
  const example = /<!--\s*(\{[\s\S]*?\})\s*-->/.exec(config)?.[1];
  if (example) {
    try {
      const value = JSON.parse(example) as { data?: Record<string, unknown> };
      return value.data ?? (value as Record<string, unknown>);
    } catch {
      // not JSON: made up below
    }
  }
  const data: Record<string, unknown> = {};
  for (const [, tag = '', name = ''] of config.matchAll(/<(\w+)\b[^>]*?\bvalue="\$(\w+)"/g)) {
    data[name] ??= samples[tag.toLowerCase()] ?? text.slice(0, 60);
  }
  return data;
};
