import { streetImage } from './sample-media.ts';
import type { Template } from './template.ts';

export const boxesTemplate: Template = {
  id: 'boxes',
  title: 'Boxes',
  group: 'Images',
  description: 'Draw a box around every object and say what it is.',
  config: `<View>
  <Image name="image" value="$image" zoom="true"/>
  <RectangleLabels name="label" toName="image">
    <Label value="Car" background="#1d4ed8" hotkey="1"/>
    <Label value="Bus" background="#d97706" hotkey="2"/>
    <Label value="Person" background="#15803d" hotkey="3"/>
  </RectangleLabels>
</View>
`,
  sampleData: { image: streetImage },
};
