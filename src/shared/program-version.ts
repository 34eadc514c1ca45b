/** The version of this program, as package.json has it; a test compares the two. */
export const programVersion = '0.1.0';
