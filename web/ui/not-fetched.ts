/** Where the code for something did not arrive. */
export const notFetched = 'A part of this page did not come. Check the connection and try again.';
