import type { Template } from './template.ts';

export const relationsTemplate: Template = {
  id: 'relations',
  title: 'Relations',
  group: 'Text',
  description: 'Mark people and organisations, then say how they belong together.',
  config: `<View>
  <Relations>
    <Relation value="works for"/>
    <Relation value="founded"/>
    <Relation value="part of"/>
  </Relations>
  <Labels name="label" toName="text">
    <Label value="Person" background="#c2410c" hotkey="1"/>
    <Label value="Organisation" background="#1d4ed8" hotkey="2"/>
  </Labels>
  <Text name="text" value="$text"/>
</View>
`,
  sampleData: { text: 'Ada Winter founded Northwind Books; since June her brother Tor works for it.' },
};
