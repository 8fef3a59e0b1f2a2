/* global ExcelJS */
importScripts('/modules/exceljs/dist/exceljs.min.js');

const work = {
  start: () => ({}),

  open: async ({ bytes }) => {
    const book = new ExcelJS.Workbook();
    const start = performance.now();
    await book.xlsx.load(bytes);
    const ms = performance.now() - start;
    return { ms, nRows: book.worksheets[0].rowCount };
  },

  /** Cells as texts with the format `@`, like the file that is measured against. */
  write: async ({ rows }) => {
    const start = performance.now();
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('PL1');
    for (let column = 1; column <= 35; column++) sheet.getColumn(column).numFmt = '@';
    sheet.addRows(rows);
    const file = await book.xlsx.writeBuffer();
    return { ms: performance.now() - start, size: file.byteLength };
  },
};

self.onmessage = async ({ data: { name, given } }) => {
  try {
    self.postMessage({ result: await work[name](given) });
  } catch (error) {
    self.postMessage({ failure: error.message });
  }
};
