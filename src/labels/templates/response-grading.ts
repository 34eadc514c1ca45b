import type { Template } from './template.ts';

export const responseGradingTemplate: Template = {
  id: 'response-grading',
  title: 'Answers of a model',
  group: 'Rating',
  description: 'Grade an answer by stars, say whether it is true, and write a better one.',
  config: `<View>
  <Header value="Prompt"/>
  <Text name="prompt" value="$prompt"/>
  <Header value="Answer"/>
  <Text name="response" value="$response"/>
  <Rating name="quality" toName="response" maxRating="5"/>
  <Choices name="truth" toName="response" choice="single" showInLine="true">
    <Choice value="True" hotkey="1"/>
    <Choice value="Partly true" hotkey="2"/>
    <Choice value="False" hotkey="3"/>
  </Choices>
  <TextArea name="better" toName="response" rows="4" placeholder="A better answer"/>
</View>
`,
  sampleData: {
    prompt: 'How many legs has a spider?',
    response: 'Spiders are insects and have six legs.',
  },
};
