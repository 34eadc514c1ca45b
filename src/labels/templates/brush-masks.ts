import { leafImage } from './sample-media.ts';
import type { Template } from './template.ts';

export const brushMasksTemplate: Template = {
  id: 'brush-masks',
  title: 'Masks by brush',
  group: 'Images',
  description: 'Paint over what belongs to each class.',
  config: `<View>
  <Image name="image" value="$image" zoom="true"/>
  <BrushLabels name="label" toName="image">
    <Label value="Healthy" background="#15803d" hotkey="1"/>
    <Label value="Diseased" background="#c2410c" hotkey="2"/>
  </BrushLabels>
</View>
`,
  sampleData: { image: leafImage },
};
