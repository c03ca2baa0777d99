// graphql-js quotes in its messages what it was given. A value may be a secret, so it is taken out; names stay.

const found: readonly [quoted: RegExp, instead: string][] = [
  [/^Value .* does not exist in (the )?("\w+" enum)/s, 'The value does not exist in $2'],
  [/(cannot represent[^:]*): .*/s, '$1.'],
  // What follows the last semicolon is the reason, unless that semicolon belongs to the value: then a quote is left open.
  [/,? (found|got invalid value) .*; (?=(?:[^;"\\]|"[^;"\\]+")*$)/s, ': '],
  [/,? got invalid value .*$/s, ' has an invalid value.'],
  [/has invalid value .*$/s, 'has an invalid value.'],
  [/^(Expected value of type .*), found .*$/s, '$1.'],
  [/\b(String|BlockString|Int|Float) ".*"/s, 'another value'],
  [/^Validation aborted\.$/, 'This document repeats itself too often to be checked. Ask for less at once.'],
];

export function withoutValue(message: string): string {
  return found.reduce((text, [quoted, instead]) => text.replace(quoted, instead), message);
}
