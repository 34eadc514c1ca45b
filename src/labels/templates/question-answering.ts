import type { Template } from './template.ts';

export const questionAnsweringTemplate: Template = {
  id: 'question-answering',
  title: 'Question answering',
  group: 'Text',
  description: 'Mark where the text answers the question, or say that it does not.',
  config: `<View>
  <Header value="Question"/>
  <Text name="question" value="$question"/>
  <Header value="Mark the answer"/>
  <Labels name="answer" toName="text">
    <Label value="Answer" background="#15803d" hotkey="1"/>
  </Labels>
  <Text name="text" value="$text"/>
  <Choices name="answerable" toName="text" choice="single" showInLine="true">
    <Choice value="The text answers it" hotkey="2"/>
    <Choice value="The text does not say" hotkey="3"/>
  </Choices>
</View>
`,
  sampleData: {
    question: 'Why did the bridge open late?',
    text: 'In autumn the bridge opened again, a month later than planned, because parts came late.',
  },
};
