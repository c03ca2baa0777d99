/** What the forms can say before the server is asked; the server has the last word. */
export const rules = {
  name: { required: 'Enter your name.', maxLength: { value: 120, message: 'Use at most 120 characters.' } },
  email: {
    required: 'Enter your email address.',
    pattern: { value: /^\S+@\S+$/, message: 'This is not an email address. It needs an @ in it.' },
  },
  currentPassword: { required: 'Enter your password.' },
  newPassword: {
    required: 'Choose a password.',
    minLength: { value: 10, message: 'Use at least 10 characters.' },
    maxLength: { value: 200, message: 'Use at most 200 characters.' },
  },
};

export const passwordHint = 'At least 10 characters. A few words in a row work well.';
