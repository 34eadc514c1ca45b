import type { Template } from './template.ts';

export const entitiesTemplate: Template = {
  id: 'entities',
  title: 'Named entities',
  group: 'Text',
  description: 'Mark people, organisations, places and dates in the text.',
  config: `<View>
  <Labels name="label" toName="text">
    <Label value="Person" background="#c2410c" hotkey="1"/>
    <Label value="Organisation" background="#1d4ed8" hotkey="2"/>
    <Label value="Place" background="#15803d" hotkey="3"/>
    <Label value="Date" background="#7e22ce" hotkey="4"/>
  </Labels>
  <Text name="text" value="$text"/>
</View>
`,
  sampleData: { text: 'On 3 May Ada Winter opened the first shop of Northwind Books in Bergen.' },
};
