/** What Liquid and CEL bring along, with what it is for: offered where it may stand. */
export interface Word {
  name: string;
  help: string;
}

export const liquidFilters: Word[] = [
  { name: 'append', help: 'adds text at the end' },
  { name: 'capitalize', help: 'first letter large' },
  { name: 'date', help: "as in date: '%Y-%m-%d'" },
  { name: 'default', help: 'in place of what is missing' },
  { name: 'divided_by', help: 'divides a number' },
  { name: 'downcase', help: 'all letters small' },
  { name: 'escape', help: 'safe in HTML' },
  { name: 'first', help: 'of a list' },
  { name: 'join', help: 'a list as one text' },
  { name: 'json', help: 'a value as JSON' },
  { name: 'last', help: 'of a list' },
  { name: 'map', help: 'one field of each item' },
  { name: 'minus', help: 'subtracts a number' },
  { name: 'plus', help: 'adds a number' },
  { name: 'prepend', help: 'adds text before' },
  { name: 'replace', help: 'one text by another' },
  { name: 'round', help: 'a number, to some digits' },
  { name: 'size', help: 'how long it is' },
  { name: 'slice', help: 'a part of it' },
  { name: 'sort', help: 'a list in order' },
  { name: 'split', help: 'a text as a list' },
  { name: 'strip', help: 'without spaces around' },
  { name: 'strip_html', help: 'without HTML' },
  { name: 'times', help: 'multiplies a number' },
  { name: 'truncate', help: 'at most so many letters' },
  { name: 'truncatewords', help: 'at most so many words' },
  { name: 'uniq', help: 'each item once' },
  { name: 'upcase', help: 'all letters large' },
  { name: 'url_encode', help: 'safe in a URL' },
  { name: 'where', help: 'items with a value in a field' },
];

export const liquidTags: Word[] = [
  { name: 'if', help: 'where it is true' },
  { name: 'elsif', help: 'else, where it is true' },
  { name: 'else', help: 'in every other case' },
  { name: 'endif', help: 'ends if' },
  { name: 'unless', help: 'where it is not true' },
  { name: 'endunless', help: 'ends unless' },
  { name: 'for', help: 'as in for item in list' },
  { name: 'endfor', help: 'ends for' },
  { name: 'case', help: 'one of several' },
  { name: 'when', help: 'one value of case' },
  { name: 'endcase', help: 'ends case' },
  { name: 'assign', help: 'names a value' },
  { name: 'comment', help: 'left out' },
  { name: 'endcomment', help: 'ends comment' },
];

/** Functions that stand by themselves. */
export const celFunctions: Word[] = [
  { name: 'size', help: 'of a text or a list' },
  { name: 'has', help: 'whether a field is there' },
  { name: 'string', help: 'as text' },
  { name: 'int', help: 'as a whole number' },
  { name: 'double', help: 'as a number' },
  { name: 'timestamp', help: 'a text as a time' },
];

/** Functions of a value, after its dot. */
export const celMethods: Word[] = [
  { name: 'contains', help: 'has the text in it' },
  { name: 'startsWith', help: 'begins with the text' },
  { name: 'endsWith', help: 'ends with the text' },
  { name: 'matches', help: 'a regular expression' },
  { name: 'size', help: 'how long it is' },
  { name: 'all', help: 'true of each item' },
  { name: 'exists', help: 'true of some item' },
  { name: 'filter', help: 'items for which it is true' },
  { name: 'map', help: 'something of each item' },
];
