using System.Globalization;
using System.Text.RegularExpressions;

namespace Cendra.Lifecycle.Reservations.Upload;

/// <summary>Makes a booking of each line of a table, or says what is wrong with it by the name of the column.</summary>
internal sealed partial class LineReader(TableRows table, TableOptions options)
{
    private const string SampleVersion = "1";

    /// <summary>The first date that can be read both ways.</summary>
    public AmbiguousDate? Question { get; private set; }

    public UploadedLine Read(TableRow row)
    {
        if (row.Flaw.Length > 0)
        {
            return new UploadedLine(row, null, "", [row.Flaw]);
        }

        if (row.Cells.Count > table.Header.Count && row.Cells.Skip(table.Header.Count).Any(c => c.Length > 0))
        {
            return new UploadedLine(row, null, "", [string.Create(CultureInfo.InvariantCulture, $"It has {row.Cells.Count} cells under {table.Header.Count} headers. A cell that holds the separator must stand in quotes")]);
        }

        var problems = new List<string>();
        var content = Content(row, problems);
        var version = Version(row, problems);
        if (problems.Count == 0)
        {
            problems.AddRange(content.Read(SampleVersion).Errors.Select(e => $"{Header(e.Key)} {string.Join(", ", e.Value)}"));
        }

        return new UploadedLine(row, content, version, problems);
    }

    private LineContent Content(TableRow row, List<string> problems)
    {
        var (checkIn, checkOut) = (Day(row, TableColumn.CheckIn, problems), Day(row, TableColumn.CheckOut, problems));
        var phone = Text(row, TableColumn.Phone);
        if (phone is not null && Shortened().IsMatch(phone))
        {
            problems.Add($"{Name(TableColumn.Phone)} was shortened by a spreadsheet to {phone}. Make the column text there and export it again");
        }

        return new LineContent
        {
            ExternalId = Text(row, TableColumn.Id) ?? Text(row, TableColumn.Code),
            Status = Status(row, problems),
            ListingExternalId = Text(row, TableColumn.Listing) ?? (options.Listing.Length > 0 ? options.Listing : null),
            CheckIn = checkIn,
            CheckOut = checkOut,
            CheckInTime = Time(row, TableColumn.CheckInTime, problems),
            CheckOutTime = Time(row, TableColumn.CheckOutTime, problems),
            Guest = new GuestContent { Name = GuestName(row), Phone = phone, Email = Text(row, TableColumn.Email), Language = Text(row, TableColumn.Language) },
            Guests = Guests(row, problems),
            Channel = Text(row, TableColumn.Channel),
            ConfirmationCode = Text(row, TableColumn.Code),
        };
    }

    private string? GuestName(TableRow row) =>
        Text(row, TableColumn.Guest) ?? (string.Join(' ', new[] { Text(row, TableColumn.FirstName), Text(row, TableColumn.LastName) }.OfType<string>()) is { Length: > 0 } name ? name : null);

    private string Status(TableRow row, List<string> problems)
    {
        if (!table.Columns.ContainsKey(TableColumn.Status))
        {
            return "confirmed";
        }

        var said = Text(row, TableColumn.Status);
        if (said is null)
        {
            problems.Add($"{Name(TableColumn.Status)} is empty. Write confirmed or cancelled");
        }
        else if (StatusWords.Of(said) is null)
        {
            problems.Add($"{Name(TableColumn.Status)} \"{Cut(said)}\" is not known. Write confirmed, cancelled, pending, in house, completed or no show");
        }

        return said is null ? "" : StatusWords.Of(said) ?? said;
    }

    private string? Day(TableRow row, TableColumn column, List<string> problems)
    {
        if (Text(row, column) is not { } cell)
        {
            problems.Add($"{Name(column)} is empty");
            return null;
        }

        var read = TableDates.Of(cell, options.Form);
        if (read.IsAmbiguous)
        {
            Question ??= new AmbiguousDate(row.Line, Name(column), cell);
            problems.Add($"{Name(column)} {cell} is one day or another. Say above which form the table has");
        }
        else if (read.WhyNot.Length > 0)
        {
            problems.Add($"{Name(column)} \"{Cut(cell)}\" {read.WhyNot}");
        }

        return read.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    private string? Time(TableRow row, TableColumn column, List<string> problems)
    {
        if (Text(row, column) is not { } cell)
        {
            return null;
        }

        if (TableDates.Time(cell) is { } time)
        {
            return time.ToString("HH:mm", CultureInfo.InvariantCulture);
        }

        problems.Add($"{Name(column)} \"{Cut(cell)}\" must be a time like 16:00, or empty");
        return null;
    }

    private int? Guests(TableRow row, List<string> problems)
    {
        if (Text(row, TableColumn.Guests) is not null)
        {
            return Number(row, TableColumn.Guests, problems);
        }

        int?[] parts = [Number(row, TableColumn.Adults, problems), Number(row, TableColumn.Children, problems), Number(row, TableColumn.Infants, problems)];
        return Array.TrueForAll(parts, p => p is null) ? null : parts.Sum() is > 0 and var all ? all : null;
    }

    private int? Number(TableRow row, TableColumn column, List<string> problems)
    {
        if (Text(row, column) is not { } cell)
        {
            return null;
        }

        if (int.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= 1000)
        {
            return number;
        }

        problems.Add($"{Name(column)} \"{Cut(cell)}\" must be a whole number up to 1000, or empty");
        return null;
    }

    /// <summary>A rising number as it stands, a time in the form that the webhook takes; empty where the table has no such column.</summary>
    private string Version(TableRow row, List<string> problems)
    {
        if (!table.Columns.ContainsKey(TableColumn.Version))
        {
            return "";
        }

        var cell = Text(row, TableColumn.Version);
        if (cell is null)
        {
            problems.Add($"{Name(TableColumn.Version)} is empty. Fill it on every line, or leave the column out");
            return "";
        }

        if (LineVersions.Of(cell, options.Form) is { } version)
        {
            return version;
        }

        var ambiguous = TableDates.Of(cell, options.Form).IsAmbiguous;
        Question ??= ambiguous ? new AmbiguousDate(row.Line, Name(TableColumn.Version), cell) : null;
        problems.Add(ambiguous ? $"{Name(TableColumn.Version)} {Cut(cell)} is one day or another. Say above which form the table has" : $"{Name(TableColumn.Version)} \"{Cut(cell)}\" must be a whole number or a time like 2026-11-20 10:00");
        return "";
    }

    /// <summary>What the cell says; null = nothing. An apostrophe that keeps a spreadsheet from running a cell is none of its text.</summary>
    private string? Text(TableRow row, TableColumn column)
    {
        if (!table.Columns.TryGetValue(column, out var at) || at >= row.Cells.Count)
        {
            return null;
        }

        var cell = RefusedTable.Unescaped(row.Cells[at]).Trim();
        return cell.Length == 0 ? null : cell;
    }

    private string Name(TableColumn column) => table.Columns.TryGetValue(column, out var at) ? table.Header[at] : column.ToString();

    private string Header(string path) => path switch
    {
        "reservation.externalId" => Name(table.Columns.ContainsKey(TableColumn.Id) ? TableColumn.Id : TableColumn.Code),
        "reservation.status" => Name(TableColumn.Status),
        "reservation.listingExternalId" => Name(TableColumn.Listing),
        "reservation.checkIn" => Name(TableColumn.CheckIn),
        "reservation.checkOut" => Name(TableColumn.CheckOut),
        "reservation.guest.name" => Name(TableColumn.Guest),
        "reservation.guest.phone" => Name(TableColumn.Phone),
        "reservation.guest.email" => Name(TableColumn.Email),
        "reservation.guest.language" => Name(TableColumn.Language),
        "reservation.guests" => Name(TableColumn.Guests),
        "reservation.channel" => Name(TableColumn.Channel),
        "reservation.confirmationCode" => Name(TableColumn.Code),
        _ => "The line",
    };

    private static string Cut(string text) => text.Length <= 40 ? text : text[..40] + " …";

    [GeneratedRegex(@"^[0-9][.,]?[0-9]*[Ee]\+[0-9]{1,2}$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Shortened();
}

/// <summary>Versions in tables.</summary>
internal static class LineVersions
{
    /// <summary>The version as the webhook takes it; null = it is none, or can be read two ways.</summary>
    public static string? Of(string cell, DateForm form)
    {
        if (long.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            return cell;
        }

        if (TableDates.Of(cell, form) is { Date: { } day } read)
        {
            return day.ToDateTime(read.Time ?? TimeOnly.MinValue).ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture);
        }

        return cell is [_, _, _, _, '-', _, _, '-', _, _, 'T' or ' ', ..] && DateTimeOffset.TryParse(cell, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment)
            ? moment.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture) : null;
    }
}
