import type { Template } from './template.ts';

export const translationTemplate: Template = {
  id: 'translation',
  title: 'Translation',
  group: 'Text',
  description: 'Write the text in another language.',
  config: `<View>
  <Header value="Translate"/>
  <Text name="text" value="$text"/>
  <TextArea name="translation" toName="text" rows="4" editable="true" maxSubmissions="1"/>
  <Choices name="state" toName="text" choice="single" showInLine="true">
    <Choice value="Done"/>
    <Choice value="Needs a second look"/>
  </Choices>
</View>
`,
  sampleData: { text: 'Where is the nearest bakery?' },
};
