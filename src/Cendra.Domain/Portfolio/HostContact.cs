namespace Cendra.Domain.Portfolio;

/// <summary>A person whom Cendra calls when a human is needed, in the order in which they are called.</summary>
public sealed class HostContact
{
    public Guid Id { get; init; }
    public required string Name { get; set; }

    /// <summary>E.164, for WhatsApp and SMS; empty = none.</summary>
    public string Phone { get; set; } = "";

    public string Email { get; set; } = "";

    /// <summary>1 is called first.</summary>
    public int CallOrder { get; set; }

    /// <summary>Only for this property; null = for all.</summary>
    public Guid? PropertyId { get; set; }

    /// <summary>IANA zone of the hours below.</summary>
    public string TimeZoneId { get; set; } = "Etc/UTC";

    /// <summary>Hours in which this person may be called for anything but an emergency; both null = always.</summary>
    public TimeOnly? HoursFrom { get; set; }

    public TimeOnly? HoursUntil { get; set; }

    /// <summary>By which ways this person is called.</summary>
    public ContactWays Ways { get; set; }

    /// <summary>Wall time of the morning message about tonight's arrivals; null = none is sent.</summary>
    public TimeOnly? MorningAt { get; set; } = new(7, 30);

    /// <summary>BCP 47 language in which the person is written to.</summary>
    public string Language { get; set; } = "en";

    public bool IsActive { get; set; } = true;

    public int Version { get; set; }
}

/// <summary>By which ways a person is called.</summary>
public enum ContactWays
{
    /// <summary>WhatsApp and SMS at the same time, so that one is heard where the other is silent.</summary>
    Both = 0,

    /// <summary>WhatsApp alone.</summary>
    WhatsApp = 1,

    /// <summary>SMS alone.</summary>
    Sms = 2,
}
