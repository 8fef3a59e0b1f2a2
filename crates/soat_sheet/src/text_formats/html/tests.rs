use expect_test::expect;

use crate::text_formats::tests::check;

#[test]
fn a_grid_of_a_server() {
    check(
        "<div>\r\n<table cellspacing=\"0\" rules=\"all\" border=\"1\">\r\n\t<tr>\r\n\t\t<th scope=\"col\">STT</th><th>Họ và\n  t&ecirc;n</th><th>CCCD</th>\r\n\
         \t</tr><tr>\r\n\t\t<td>1</td><td>L&#234; Thị&nbsp;Đ&#224;o <b>B</b>é</td><td style=\"mso-number-format:\\@;\">001085000123</td>\r\n\
         \t</tr><tr style=\"display: none\"><td>&nbsp;</td><td>a<br>b <br/> c<p>d</p></td><td> </td></tr>\r\n</table></div>",
        expect![[r#"
            html
            [Bảng 1]
            1 | 0: STT | 1: Họ và tên | 2: CCCD
            2 | 0: 1 | 1: Lê Thị Đào Bé | 2: 001085000123
            3 | 1: a⏎b⏎c⏎d
            Notes { n_bad_cells: 0, hidden_rows: Spans([(3, 3)]), hidden_columns: Spans([]), is_filtered: false, is_cut: false }
        "#]],
    );
}

#[test]
fn cells_span_and_tags_are_left_open() {
    check(
        "<table><thead><tr><th rowspan=2>STT<th colspan=2>Họ tên<th rowspan=2>CCCD<tr><th>Họ<th>Tên\
         <tbody><tr><td>1<td>Lê<td>Đào<td>001<tr><td>2<td>Trần<td>An<td>002",
        expect![[r#"
            html
            [Bảng 1]
            1 | 0: STT | 1: Họ tên | 3: CCCD
            2 | 1: Họ | 2: Tên
            3 | 0: 1 | 1: Lê | 2: Đào | 3: 001
            4 | 0: 2 | 1: Trần | 2: An | 3: 002
            Notes { n_bad_cells: 0, hidden_rows: Spans([]), hidden_columns: Spans([]), is_filtered: false, is_cut: true }
        "#]],
    );
    check(
        "<table><tr><td rowspan=3>a</td><td rowspan=\"2\" colspan=\"2\">b</td><td>c</td></tr><tr><td>d</td></tr>\
         <tr><td>e</td><td>f</td><td>g</td></tr></table>",
        expect![[r#"
            html
            [Bảng 1]
            1 | 0: a | 1: b | 3: c
            2 | 3: d
            3 | 1: e | 2: f | 3: g
        "#]],
    );
}

#[test]
fn only_what_says_so_is_a_number() {
    check(
        "<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><style>.xl65 , td.xl66\n{mso-style-parent:style0;\n\
         mso-number-format:\"dd\\/mm\\/yyyy\\;\\@\";}\n.xl67{mso-number-format:0;}</style>\
         <table><tr><td x:num>12</td><td x:num=\"31118\" class=xl65>12/03/1985</td><td class='a xl66' x:num='1.5'>x</td>\
         <td x:num=\"0012\" class=xl67>0012</td><td x:str>0012</td><td x:num>1.234,5</td><td x:num>Nan</td></tr>\
         <tr><td x:bool=\"TRUE\">TRUE</td><td x:err=\"#N/A\">#N/A</td><td x:num=31118 style='mso-number-format:\"Short Date\"'>1</td>\
         <td SDVAL=\"31118\" SDNUM=\"1066;0;DD/MM/YYYY\">12/03/1985</td><td sdval=5>5</td><td>0079</td></tr></table>",
        expect![[r#"
            html
            [Bảng 1]
            1 | 0: (number) 12 | 1: (date) 31118 | 2: (date) 1.5 | 3: (number) 12 | 4: 0012 | 5: 1.234,5 | 6: Nan
            2 | 0: (bool) TRUE | 1: (error) #N/A | 2: (date) 31118 | 3: (date) 31118 | 4: (number) 5 | 5: 0079
        "#]],
    );
}

#[test]
fn tables_in_tables_and_beside_them() {
    check(
        "<body><table><tr><td>Menu<table id=list><tr><td>STT</td><td>Tên</td></tr><tr><td>1</td><td>Lê</td></tr></table>cuối</td></tr></table>\
         <table><tr><td>Ký tên</td></tr></table></body>",
        expect![[r#"
            html
            [Bảng 1]
            1 | 0: STT | 1: Tên
            2 | 0: 1 | 1: Lê
        "#]],
    );
    check(
        "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr>\
         <table><tr><td>e</td><td>f</td></tr><tr><td>g</td><td>h</td></tr></table>",
        expect![[r#"
            html
            [Bảng 1]
            1 | 0: a | 1: b
            2 | 0: c | 1: d
            [Bảng 2]
            1 | 0: e | 1: f
            2 | 0: g | 1: h
        "#]],
    );
    check(
        "<tr><td>a</td><td>b</td></tr><tr><td>c</td></tr>",
        expect![[r#"
        html
        [Bảng 1]
        1 | 0: a | 1: b
        2 | 0: c
    "#]],
    );
    check(
        "<table><tr><td>&nbsp;</td></tr></table><table><tr><td></td></tr></table>",
        expect![[r#"
        html
        [Bảng 1]

    "#]],
    );
}

#[test]
fn pages_of_one_list_are_one_sheet() {
    let head = "<tr><th>STT</th><th>Họ <b>tên</b></th><th>CCCD</th></tr>";
    let page = |rows: &str| format!("<table><col style='display:none'>{head}{rows}</table>");
    let row = |name: &str| format!("<tr><td>1</td><td rowspan=2>{name}</td><td>001</td></tr>");
    let pages = format!(
        "{}<table><tr><td>Trang 1/3</td></tr></table>{}<hr>{}<table><tr><td>Mã<td>Tên<td>Xã<tr><td>1<td>a<td>b</table>",
        page(&row("Lê")),
        page(&format!("<tr hidden><td>2</td><td>Trần</td><td>002</td></tr>{}", row("An"))),
        page(&row("Bé")),
    );
    check(
        pages,
        expect![[r#"
            html
            [Bảng 1]
            1 | 0: STT | 1: Họ tên | 2: CCCD
            2 | 0: 1 | 1: Lê | 2: 001
            3 | 0: STT | 1: Họ tên | 2: CCCD
            4 | 0: 2 | 1: Trần | 2: 002
            5 | 0: 1 | 1: An | 2: 001
            6 | 0: STT | 1: Họ tên | 2: CCCD
            7 | 0: 1 | 1: Bé | 2: 001
            Notes { n_bad_cells: 0, hidden_rows: Spans([(4, 4)]), hidden_columns: Spans([(0, 0)]), is_filtered: false, is_cut: false }
            [Bảng 2]
            1 | 0: Mã | 1: Tên | 2: Xã
            2 | 0: 1 | 1: a | 2: b
        "#]],
    );
}

#[test]
fn what_is_not_shown_is_not_read() {
    check(
        "Warning: x in y.php<br><table><col><col span=2 style='display:none'><tr><td><script>if (a<b) </script><span style='display:none'>1985<span>x</span></span>12/03</td>\
         <td><!-- <td>no</td> -->b<select><option>c</select></td><td><input type=hidden value=1 style=display:none>d</td></tr>\
         <tr hidden><td>e</td><td>f</td></tr></table>",
        expect![[r#"
            html
            [Bảng 1]
            1 | 0: 12/03 | 1: b | 2: d
            2 | 0: e | 1: f
            Notes { n_bad_cells: 0, hidden_rows: Spans([(2, 2)]), hidden_columns: Spans([(1, 2)]), is_filtered: false, is_cut: false }
        "#]],
    );
}

#[test]
fn pages_without_a_list() {
    let login = "<!DOCTYPE html><html><form><table><tr><td>Tên đăng nhập</td><td><input></td></tr><tr><td>Mật khẩu\
                 </td><td><input type=\"Password\"></td></tr></table></form></html>";
    check(
        login,
        expect![[r#"
        html-without-table
    "#]],
    );
    check(
        "<html><body><h1>502 Bad Gateway</h1></body></html>",
        expect![[r#"
        html-without-table
    "#]],
    );
    let frames = "<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><head><!--[if gte mso 9]><xml><x:ExcelWorkbook>\
        <x:ExcelWorksheets><x:ExcelWorksheet><x:Name>Sheet1</x:Name><x:WorksheetSource HRef=\"a_files/sheet001.htm\"/>\
        </x:ExcelWorksheet></x:ExcelWorksheets></x:ExcelWorkbook></xml><![endif]--></head><frameset rows=\"*,39\">\
        <frame src=\"a_files/sheet001.htm\"></frameset></html>";
    check(
        frames,
        expect![[r#"
        split-html
    "#]],
    );
}

#[test]
fn names_of_sheets_and_pages_in_one_file() {
    let page = "<html><!--[if gte mso 9]><xml><x:ExcelWorksheet><x:Name>Đợt &#49;</x:Name></x:ExcelWorksheet></xml><![endif]-->\
                <table><tr><td>a<td>b<tr><td>c<td>d</table></html>";
    check(
        page,
        expect![[r#"
        html
        [Đợt 1]
        1 | 0: a | 1: b
        2 | 0: c | 1: d
    "#]],
    );
    let archive = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"X\"\r\n\r\n--X\r\nContent-Type: text/html\r\n\r\n\
        <x:ExcelWorksheet><x:Name>Một</x:Name></x:ExcelWorksheet><x:ExcelWorksheet><x:Name>Hai</x:Name></x:ExcelWorksheet>\r\n--X\r\n\
        Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<table><tr><td>L=C3=AA<td>1<tr><td>2<td>3</table>\r\n--X\r\n\
        Content-Type: text/html\r\n\r\n<table><tr><td>x<td>1<tr><td>2<td>3</table>\r\n--X--\r\n";
    check(
        archive,
        expect![[r#"
        html
        [Một]
        1 | 0: Lê | 1: 1
        2 | 0: 2 | 1: 3
        [Hai]
        1 | 0: x | 1: 1
        2 | 0: 2 | 1: 3
    "#]],
    );
}
