export type Template = {
  readonly id: string;
  readonly title: string;
  readonly group: string;
  readonly description: string;
  readonly config: string;
};

/** Ready-made labeling configs; to add one, add an entry. */
export const templates: readonly Template[] = [
  {
    id: 'sentiment',
    title: 'Sentiment',
    group: 'Text',
    description: 'Positive, negative or neutral: one answer for each text.',
    config: `<View>
  <Header value="What is the sentiment of this text?"/>
  <Text name="text" value="$text"/>
  <Choices name="sentiment" toName="text" choice="single" showInLine="true">
    <Choice value="Positive" hotkey="1"/>
    <Choice value="Negative" hotkey="2"/>
    <Choice value="Neutral" hotkey="3"/>
  </Choices>
</View>
`,
  },
  {
    id: 'spam',
    title: 'Spam or not',
    group: 'Text',
    description: 'One of two answers for each message.',
    config: `<View>
  <Header value="Is this message spam?"/>
  <Text name="text" value="$text"/>
  <Choices name="spam" toName="text" choice="single" showInLine="true">
    <Choice value="spam" hotkey="1"/>
    <Choice value="not spam" hotkey="2"/>
  </Choices>
</View>
`,
  },
  {
    id: 'topics',
    title: 'Topics',
    group: 'Text',
    description: 'Any number of topics for each text.',
    config: `<View>
  <Header value="What is this text about?"/>
  <Text name="text" value="$text"/>
  <Choices name="topics" toName="text" choice="multiple">
    <Choice value="Politics" hotkey="1"/>
    <Choice value="Business" hotkey="2"/>
    <Choice value="Science" hotkey="3"/>
    <Choice value="Sport" hotkey="4"/>
    <Choice value="Other" hotkey="5"/>
  </Choices>
</View>
`,
  },
  {
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
  },
  {
    id: 'summary',
    title: 'Summary',
    group: 'Text',
    description: 'Write a summary of each text.',
    config: `<View>
  <Text name="text" value="$text"/>
  <Header value="Summarise the text in a sentence or two"/>
  <TextArea name="summary" toName="text" rows="4" editable="true" maxSubmissions="1"/>
</View>
`,
  },
];
