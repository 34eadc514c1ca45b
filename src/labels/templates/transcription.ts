import { toneAudio } from './sample-media.ts';
import type { Template } from './template.ts';

export const transcriptionTemplate: Template = {
  id: 'transcription',
  title: 'Transcription',
  group: 'Audio',
  description: 'Listen, and type what is said.',
  config: `<View>
  <Audio name="audio" value="$audio"/>
  <Header value="What is said?"/>
  <TextArea name="transcription" toName="audio" rows="4" editable="true" maxSubmissions="1"/>
</View>
`,
  sampleData: { audio: toneAudio },
};
