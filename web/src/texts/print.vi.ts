/** Printing on A4. */
export const print = {
  printTitle: 'In danh sách',
  printBack: 'Quay lại',
  printGo: 'In',
  printLayingOut: 'Đang dàn trang…',
  printSheets: '{n} trang A4',
  printJob: 'In phần',
  printJobOf: 'Phần {i}: trang {first} đến {last}',
  printJobs: 'Danh sách dài nên in từng phần để máy không bị treo.',
  printHint: 'Trong hộp thoại in: chọn khổ giấy A4, in một mặt hoặc hai mặt tuỳ ý, giữ nguyên lề và tỉ lệ.',
  printOf: 'In danh sách {code}',
  printIt: 'In',
  printRecord: 'In biên bản',
  printRecordOf: 'In biên bản bàn giao {code}',
} as const;
