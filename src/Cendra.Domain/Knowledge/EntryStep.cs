using Cendra.Domain.Portfolio;

namespace Cendra.Domain.Knowledge;

/// <summary>
/// One step of the way in, as a host wrote it. What guests read in messages and on their page and what the agent is told all comes from these rows. Holds no secret: a place such as
/// <c>{{lockbox}}</c> names one.
/// </summary>
public sealed class EntryStep
{
    /// <summary>Longest text of one field, in characters.</summary>
    public const int Longest = 2000;

    public Guid Id { get; init; }
    public Guid PropertyId { get; set; }
    public Property? Property { get; set; }

    /// <summary>The door at which it is taken (<see cref="DoorUse.Id"/>); null = on the way from the street.</summary>
    public Guid? DoorId { get; set; }

    /// <summary>1 = the first of its door, or of the way.</summary>
    public int Position { get; set; }

    /// <summary>What to do or look for ("Look for the door with the bronze handle"); may have several lines.</summary>
    public string Words { get; set; } = "";

    /// <summary>How the code is typed there ("Touch the keypad, type the code, press the tick"); empty = nothing is typed.</summary>
    public string Typing { get; set; } = "";

    /// <summary>What to do if it does not work ("Pull the door towards you and type again"); empty = nothing written.</summary>
    public string IfItFails { get; set; } = "";

    /// <summary>A picture of it; null = none.</summary>
    public Guid? PhotoId { get; set; }
}

/// <summary>A picture of a step of the way in. Sealed: it may show what a stranger should not see.</summary>
public sealed class EntryPhoto
{
    /// <summary>Largest picture, in bytes.</summary>
    public const int Largest = 3_000_000;

    public Guid Id { get; init; }
    public Guid PropertyId { get; init; }

    /// <summary><c>image/jpeg</c>, <c>image/png</c> or <c>image/webp</c>, by its first bytes.</summary>
    public required string ContentType { get; init; }

    public required byte[] Sealed { get; init; }

    /// <summary>What it shows, for those who cannot see it; empty = the words of its step say it.</summary>
    public string Words { get; set; } = "";

    public DateTimeOffset CreatedUtc { get; init; }
}
