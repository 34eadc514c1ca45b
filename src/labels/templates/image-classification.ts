import { streetImage } from './sample-media.ts';
import type { Template } from './template.ts';

export const imageClassificationTemplate: Template = {
  id: 'image-classification',
  title: 'Image classification',
  group: 'Images',
  description: 'One answer for each picture.',
  config: `<View>
  <Image name="image" value="$image"/>
  <Choices name="class" toName="image" choice="single" showInLine="true">
    <Choice value="Street" hotkey="1"/>
    <Choice value="Indoors" hotkey="2"/>
    <Choice value="Nature" hotkey="3"/>
  </Choices>
</View>
`,
  sampleData: { image: streetImage },
};
