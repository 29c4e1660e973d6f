using System.Text;
using Cendra.Lifecycle.Reservations.Upload;
using FsCheck.Xunit;
using Xunit;

namespace Cendra.Tests.Reservations;

/// <summary>A file of a host as bookings, or what to change in it.</summary>
public sealed class UploadedTableTests
{
    private const string Header = "Reservation ID,Guest name,Check-in,Check-out,Listing,Status\r\n";
    private static readonly TableOptions Options = new(DateForm.Unsaid, "");

    [Theory]
    [InlineData("Reservation ID,Guest name,Phone,Check-in,Check-out,Listing,Status,Guests\nR1,Ana Ruiz,+34600000001,2026-06-10,2026-06-13,Born 9,confirmed,2")]
    [InlineData("booking_id;GUEST;tel;ARRIVAL;DEPARTURE;Property;Booking status;Adults;Children\nR1;Ana Ruiz;+34600000001;2026-06-10;2026-06-13;Born 9;Accepted;1;1")]
    [InlineData("Id\tFirst name\tLast name\tMobile phone\tDateArrival\tDateDeparture\tHouseName\tStatus\tPeople\nR1\tAna\tRuiz\t+34600000001\t10 Jun 2026\t13 Jun 2026\tBorn 9\tBooked\t2")]
    [InlineData("sep=;\nConfirmation code;Guest name;Contact;Start date;End date;Listing;Status;# of adults;# of children;# of infants\nR1;Ana Ruiz;'+34600000001;6/10/2026;6/13/2026;Born 9;Arriving in 5 days;1;1;0")]
    [InlineData("Book Number,Guest Name(s),Phone number,Check-in,Check-out,Unit,Status,People\n\n\"R1\",\"Ana Ruiz\",\"+34600000001\",\"2026-06-10 15:00\",\"2026-06-13\",\"Born 9\",\"ok\",2")]
    public void Exports_of_several_programs_say_the_same_booking(string text)
    {
        var line = Assert.Single(Read(text, new TableOptions(DateForm.MonthFirst, "")).Lines);
        Assert.Empty(line.Problems);
        var content = line.Content!;
        Assert.Equal(("R1", "Ana Ruiz", "+34600000001"), (content.ExternalId, content.Guest!.Name, content.Guest.Phone));
        Assert.Equal(("2026-06-10", "2026-06-13", "Born 9", "confirmed", 2), (content.CheckIn, content.CheckOut, content.ListingExternalId, content.Status, content.Guests));
    }

    [Fact]
    public void Every_writing_of_the_file_gives_the_same_name_and_an_old_one_is_said()
    {
        var text = Header + "R1,Lucía Müller,2026-06-10,2026-06-13,Born 9,confirmed";
        byte[][] files =
        [
            Encoding.UTF8.GetBytes(text), [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)], [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(text)],
            [.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes(text)], CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes(text),
        ];
        Assert.All(files, file => Assert.Equal("Lucía Müller", Assert.Single(UploadedTable.Of(file, Options).Lines).Content!.Guest!.Name));
        Assert.All(files[..4], file => Assert.Empty(UploadedTable.Of(file, Options).Note));
        Assert.Contains("Windows-1252", UploadedTable.Of(files[4], Options).Note, StringComparison.Ordinal);
    }

    [Fact]
    public void A_date_that_is_one_day_or_another_is_asked_about_and_never_guessed()
    {
        var text = Header + "R1,Ana,25/06/2026,26/06/2026,Born 9,confirmed\r\nR2,Eva,03/04/2026,05/04/2026,Born 9,confirmed";
        var asked = Read(text);
        Assert.Equal(new AmbiguousDate(3, "Check-in", "03/04/2026"), asked.Question);
        Assert.Equal([true, false], asked.Lines.Select(l => l.Problems.Count == 0));
        var dayFirst = Read(text, new TableOptions(DateForm.DayFirst, ""));
        Assert.Null(dayFirst.Question);
        Assert.Equal(["2026-06-25", "2026-04-03"], dayFirst.Lines.Select(l => l.Content!.CheckIn!));
        var monthFirst = Read(text, new TableOptions(DateForm.MonthFirst, ""));
        Assert.Equal("2026-03-04", monthFirst.Lines[1].Content!.CheckIn);
        Assert.Contains("Check-in \"25/06/2026\" is not month first", monthFirst.Lines[0].Problems[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("R1,Ana,2026-06-10,2026-06-10,Born 9,confirmed", "Check-out must be after checkIn")]
    [InlineData("R1,Ana,2026-06-10,,Born 9,confirmed", "Check-out is empty")]
    [InlineData("R1,Ana,10.06.26,2026-06-13,Born 9,confirmed", "Check-in \"10.06.26\" has a year of two digits")]
    [InlineData("R1,Ana,46183,2026-06-13,Born 9,confirmed", "Check-in \"46183\" is no date")]
    [InlineData("R1,Ana,2026-06-10T22:00:00Z,2026-06-13,Born 9,confirmed", "Check-in \"2026-06-10T22:00:00Z\" names a time zone")]
    [InlineData("R1,Ana,2026-02-30,2026-06-13,Born 9,confirmed", "Check-in \"2026-02-30\" is no date")]
    [InlineData(",Ana,2026-06-10,2026-06-13,Born 9,confirmed", "Reservation ID is missing")]
    [InlineData("R1,Ana,2026-06-10,2026-06-13,,confirmed", "Listing is missing")]
    [InlineData("R1,Ana,2026-06-10,2026-06-13,Born 9,perhaps", "Status \"perhaps\" is not known")]
    [InlineData("R1,Ana,2026-06-10,2026-06-13,Born 9,", "Status is empty")]
    [InlineData("R1,Ana,2026-06-10,2026-06-13,Born 9,confirmed,more", "It has 7 cells under 6 headers")]
    [InlineData("R1,A\"na,2026-06-10,2026-06-13,Born 9,confirmed", "A quote stands where none may be")]
    public void What_is_wrong_is_said_by_its_column(string line, string says)
    {
        var read = Read(Header + line + "\r\nR2,Eva,2026-06-10,2026-06-13,Born 9,confirmed");
        Assert.Contains(says, Assert.Single(read.Lines[0].Problems), StringComparison.Ordinal);
        Assert.Empty(read.Lines[1].Problems);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("\0\0\0", "no text")]
    [InlineData("PK\u0003\u0004rest", "workbook")]
    [InlineData("Guest,Notes\nAna,hello", "Missing: the id of the booking")]
    [InlineData("Reservation ID,Check-in,Check-out\nR1,2026-06-10,2026-06-13", "Missing: the listing")]
    [InlineData("Reservation ID,Check-in,Check-out,Listing,Status,status\nR1,2026-06-10,2026-06-13,Born 9,ok,ok", "Two columns are called")]
    [InlineData("Reservation ID,Check-in,Check-out,Listing\n", "headers and no bookings")]
    [InlineData("Reservation ID,Check-in,Check-out,Listing\nR1,2026-06-10,2026-06-13,\"Born 9\nR2,2026-06-10,2026-06-13,Born 9", "quote is opened on line 2 and not closed")]
    public void What_is_no_table_of_bookings_is_refused_with_what_to_change(string text, string says) =>
        Assert.Contains(says, Assert.Throws<TableException>(() => Read(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Its_bounds_are_two_megabytes_and_five_thousand_lines()
    {
        string Lines(int count) => Header + string.Concat(Enumerable.Range(1, count).Select(n => $"R{n},Ana,2026-06-10,2026-06-13,Born 9,confirmed\n"));
        Assert.Equal(5000, Read(Lines(5000)).Count);
        Assert.Contains("5,000 lines", Assert.Throws<TableException>(() => Read(Lines(5001))).Message, StringComparison.Ordinal);
        Assert.Contains("2 MB", Assert.Throws<TableException>(() => UploadedTable.Of(new byte[TableText.MostBytes + 1], Options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_counts_from_where_it_begins_and_empty_ones_count_too()
    {
        var read = Read(Header + "\r\nR1,\"Ana\r\nRuiz\",2026-06-10,2026-06-13,Born 9,confirmed\r\n,,,,,\r\nR2,Eva,2026-06-10,2026-06-13,Born 9,confirmed");
        Assert.Equal([3, 6], read.Lines.Select(l => l.Row.Line));
    }

    [Fact]
    public void An_id_that_stands_twice_is_believed_with_neither_and_a_repeat_counts_once()
    {
        var read = Read(Header + "R1,Ana,2026-06-10,2026-06-13,Born 9,confirmed\nR2,Eva,2026-06-10,2026-06-13,Born 9,confirmed\nR1,Ana,2026-06-10,2026-06-14,Born 9,confirmed\nR2,Eva,2026-06-10,2026-06-13,Born 9,confirmed");
        Assert.Equal([false, true, false, false], read.Lines.Select(l => l.Problems.Count == 0));
        Assert.Contains("stands on line 4 too", read.Lines[0].Problems[0], StringComparison.Ordinal);
        Assert.Contains("repeats line 3", read.Lines[3].Problems[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_that_a_spreadsheet_shortened_is_refused_and_columns_that_are_not_read_are_named()
    {
        var read = Read("Reservation ID,Check-in,Check-out,Listing,Phone,Earnings\nR1,2026-06-10,2026-06-13,Born 9,3.46E+10,120");
        Assert.Contains("Phone was shortened by a spreadsheet", read.Lines[0].Problems[0], StringComparison.Ordinal);
        Assert.Equal(["Earnings"], read.NotRead);
        Assert.False(read.HasStatus);
    }

    /// <summary>Whatever bytes come, alone or inside a good file, it is lines or a refusal in words.</summary>
    [Property(MaxTest = 300)]
    public void Whatever_bytes_come_are_lines_or_a_refusal_in_words(byte[] middle, int cut)
    {
        var whole = Encoding.UTF8.GetBytes(Header + "R1,\"Ana, Ruiz\",2026-06-10,2026-06-13,Born 9,confirmed\r\n");
        var at = Math.Abs(cut % whole.Length);
        foreach (var bytes in new[] { middle, [.. whole[..at], .. middle, .. whole[at..]], whole[..at], [.. Encoding.Unicode.Preamble, .. middle] })
        {
            try
            {
                Assert.All(UploadedTable.Of(bytes, Options).Lines, l => Assert.True(l.Problems.Count > 0 || l.Content is not null));
            }
            catch (TableException refused)
            {
                Assert.NotEmpty(refused.Message);
            }
        }
    }

    /// <summary>What is written for download is read back as it was, and no cell of it is run by a spreadsheet.</summary>
    [Property(MaxTest = 300)]
    public void Refused_lines_come_back_as_they_were_and_run_nowhere(string?[] cells)
    {
        string[] meant = [.. cells.Select(c => RefusedTable.Unescaped((c ?? "").Replace("\0", "", StringComparison.Ordinal).Trim()).Trim())];
        var rows = TableRows.Of(Header);
        rows = rows with { Header = [.. meant.Select((_, at) => at == 0 ? "Check-in" : $"H{at}")] };
        var text = TableText.Of(RefusedTable.Write(rows, [(meant, "=why")])).Text;
        var back = TableRows.Of(text);
        var line = back.Rows.SingleOrDefault();
        Assert.NotNull(line);
        Assert.Equal(meant, line.Cells.Take(meant.Length).Select(RefusedTable.Unescaped).Select(c => c.Trim()));
        Assert.All(line.Cells, c => Assert.DoesNotMatch(@"^[=+\-@\t\r]", c));
    }

    [Fact]
    public void Door_codes_that_stand_in_a_table_are_not_in_its_refused_lines()
    {
        var rows = TableRows.Of("Reservation ID,Check-in,Door code\nR1,soon,482913");
        var text = Encoding.UTF8.GetString(RefusedTable.Write(rows, [(rows.Rows[0].Cells, "Check-in is no date")]));
        Assert.DoesNotContain("482913", text, StringComparison.Ordinal);
        Assert.Contains("R1,soon,,Check-in is no date", text, StringComparison.Ordinal);
    }

    private static UploadedTable Read(string text, TableOptions? options = null) => UploadedTable.Of(Encoding.UTF8.GetBytes(text), options ?? Options);
}
