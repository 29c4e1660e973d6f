using Cendra.Domain.Knowledge;
using Cendra.Knowledge.Photos;

namespace Cendra.Server.Console.Commands;

/// <summary>A step of the way in as typed.</summary>
public sealed class StepDraft
{
    /// <summary>Null for a new one.</summary>
    public Guid? Id { get; set; }

    /// <summary>What to do or look for.</summary>
    public string Words { get; set; } = "";

    /// <summary>How the code is typed.</summary>
    public string Typing { get; set; } = "";

    /// <summary>What to do if it does not work.</summary>
    public string IfItFails { get; set; } = "";

    /// <summary>Its picture; null = none, and one that is stored goes away with the save.</summary>
    public PhotoDraft? Photo { get; set; }

    /// <summary>Nothing was written and no picture chosen: it is not saved.</summary>
    public bool IsEmpty => Photo is null && Fields.All(f => f.Trim().Length == 0);

    /// <summary>The three texts.</summary>
    public IReadOnlyList<string> Fields => [Words, Typing, IfItFails];

    /// <summary>A row as a form shows it.</summary>
    public static StepDraft Of(EntryStep step, PhotoDraft? photo) => new() { Id = step.Id, Words = step.Words, Typing = step.Typing, IfItFails = step.IfItFails, Photo = photo };
}

/// <summary>A picture of a step: one that is stored, or one that was chosen just now.</summary>
public sealed class PhotoDraft
{
    private PhotoDraft(string address) => Address = address;

    /// <summary>The row; null for one that was chosen just now.</summary>
    public Guid? Id { get; private init; }

    /// <summary>What was chosen, without what it said of camera and place; null for a stored one.</summary>
    public PlainPicture? Picture { get; private init; }

    /// <summary>Where the host's browser gets it.</summary>
    public string Address { get; }

    /// <summary>What it shows, for those who cannot see it.</summary>
    public string Words { get; set; } = "";

    /// <summary>One that is stored.</summary>
    public static PhotoDraft Stored(Guid id, string words) => new($"/properties/photos/{id}") { Id = id, Words = words };

    /// <summary>One that was chosen just now; it stays in the form until it is saved.</summary>
    public static PhotoDraft Chosen(PlainPicture picture) => new($"data:{picture.ContentType};base64,{Convert.ToBase64String(picture.Bytes)}") { Picture = picture };
}
