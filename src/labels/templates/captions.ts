import { leafImage } from './sample-media.ts';
import type { Template } from './template.ts';

export const captionsTemplate: Template = {
  id: 'captions',
  title: 'Captions',
  group: 'Images',
  description: 'Describe each picture in a sentence.',
  config: `<View>
  <Image name="image" value="$image"/>
  <Header value="What does the picture show?"/>
  <TextArea name="caption" toName="image" rows="2" editable="true" maxSubmissions="1"/>
</View>
`,
  sampleData: { image: leafImage },
};
