import type { Template } from './template.ts';

export const contentRatingTemplate: Template = {
  id: 'content-rating',
  title: 'Content rating',
  group: 'Rating',
  description: 'Give each text stars, and say why where they are few.',
  config: `<View>
  <Text name="text" value="$text"/>
  <Header value="How helpful is this?"/>
  <Rating name="stars" toName="text" maxRating="5"/>
  <Choices name="problems" toName="text" choice="multiple" showInLine="true">
    <Choice value="Wrong"/>
    <Choice value="Unclear"/>
    <Choice value="Rude"/>
  </Choices>
  <TextArea name="why" toName="text" rows="2" placeholder="Why"/>
</View>
`,
  sampleData: { text: 'To take the stain out, soak it in cold water first and only then wash it warm.' },
};
