import { streetImage } from './sample-media.ts';
import type { Template } from './template.ts';

export const polygonsTemplate: Template = {
  id: 'polygons',
  title: 'Polygons',
  group: 'Images',
  description: 'Outline every object, point by point.',
  config: `<View>
  <Image name="image" value="$image" zoom="true"/>
  <PolygonLabels name="label" toName="image" strokeWidth="2" opacity="0.4">
    <Label value="Building" background="#7e22ce" hotkey="1"/>
    <Label value="Road" background="#475569" hotkey="2"/>
    <Label value="Vehicle" background="#1d4ed8" hotkey="3"/>
  </PolygonLabels>
</View>
`,
  sampleData: { image: streetImage },
};
