import { receiptImage } from './sample-media.ts';
import type { Template } from './template.ts';

export const ocrTemplate: Template = {
  id: 'ocr',
  title: 'Text in images',
  group: 'Images',
  description: 'Draw a box around each piece of text, say what it is, and type what it says.',
  config: `<View>
  <Image name="image" value="$image" zoom="true"/>
  <RectangleLabels name="label" toName="image">
    <Label value="Heading" background="#7e22ce" hotkey="1"/>
    <Label value="Item" background="#1d4ed8" hotkey="2"/>
    <Label value="Amount" background="#15803d" hotkey="3"/>
  </RectangleLabels>
  <TextArea name="transcription" toName="image" perRegion="true" required="true" editable="true" maxSubmissions="1" displayMode="region-list" placeholder="What it says"/>
</View>
`,
  sampleData: { image: receiptImage },
};
