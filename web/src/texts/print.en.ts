import type { print as vi } from './print.vi';

export const print: Record<keyof typeof vi, string> = {
  printTitle: 'Print the list',
  printBack: 'Back',
  printGo: 'Print',
  printLayingOut: 'Laying out…',
  printSheets: '{n} sheets of A4',
  printJob: 'Print part',
  printJobOf: 'Part {i}: sheets {first} to {last}',
  printJobs: 'A long list is printed in parts, so that the machine keeps up.',
  printHint: 'In the print dialog: choose A4, leave margins and scale as they are.',
  printOf: 'Print list {code}',
  printIt: 'Print',
  printRecord: 'Print the record',
  printRecordOf: 'Print the hand-over record of {code}',
};
