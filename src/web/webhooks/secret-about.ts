export const secretAbout =
  'It signs what is sent, so that the receiver can tell who sent it. It is shown only this once; a lost one is replaced by a new one.';
