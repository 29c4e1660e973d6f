namespace Cendra.AgentEvals.Fuzz.House;

/// <summary>A guest of the play: what the PMS knows of them now.</summary>
internal sealed class Person(string first, string surname, string phone, string booking, string property, DateOnly checkIn, DateOnly checkOut)
{
    /// <summary>A name that stands nowhere else.</summary>
    public string Surname => surname;

    public string Booking => booking;

    public string Property => property;

    /// <summary>As the PMS sends it; people put into it what they like.</summary>
    public string Name { get; set; } = $"{first} {surname}";

    /// <summary>The number on file now.</summary>
    public string Phone { get; set; } = phone;

    /// <summary>All that ever were on file, and from which may be written.</summary>
    public List<string> Phones { get; } = [phone];

    public string Mail => $"{surname.ToLowerInvariant()}@mail.example";

    public DateOnly CheckIn => checkIn;

    public DateOnly CheckOut { get; set; } = checkOut;

    public string Status { get; set; } = "confirmed";

    public int Version { get; set; }

    public string Language { get; init; } = "en";

    /// <summary>What stands with the booking.</summary>
    public string Notes { get; set; } = "";

    public static Person Of(string name, string phone, string booking, string property, int fromDay, int nights, string language = "en") =>
        new(name.Split(' ')[0], name.Split(' ')[1], phone, booking, property, Start.AddDays(fromDay), Start.AddDays(fromDay + nights)) { Language = language };

    /// <summary>The first day of every play.</summary>
    public static readonly DateOnly Start = new(2026, 6, 1);
}
