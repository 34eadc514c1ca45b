import { toneAudio } from './sample-media.ts';
import type { Template } from './template.ts';

export const audioClassificationTemplate: Template = {
  id: 'audio-classification',
  title: 'Audio classification',
  group: 'Audio',
  description: 'Listen, and say what kind of sound it is.',
  config: `<View>
  <Audio name="audio" value="$audio"/>
  <Choices name="sound" toName="audio" choice="single" showInLine="true">
    <Choice value="Speech" hotkey="1"/>
    <Choice value="Music" hotkey="2"/>
    <Choice value="Noise" hotkey="3"/>
    <Choice value="Silence" hotkey="4"/>
  </Choices>
</View>
`,
  sampleData: { audio: toneAudio },
};
