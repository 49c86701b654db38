import { closingLine } from './totals';

console.log(closingLine('test-results'));
