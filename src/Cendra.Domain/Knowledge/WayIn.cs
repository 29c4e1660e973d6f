using Cendra.Domain.Portfolio;

namespace Cendra.Domain.Knowledge;

/// <summary>
/// The way in of a property, as everybody reads it: the way from the street step by step, then each door in walking order with its steps. Messages, mails, the guest's page and the agent all
/// say what stands here. The property has its doors and its steps; a step of a door that is no more is left out.
/// </summary>
/// <param name="Way">From the street, in order.</param>
/// <param name="Doors">In walking order.</param>
public sealed record WayIn(IReadOnlyList<WayStep> Way, IReadOnlyList<WayDoor> Doors)
{
    /// <summary>Reads it.</summary>
    public static WayIn Of(Property property) => new(Of(property, doorId: null), [.. property.Doors.OrderBy(d => d.WalkingOrder).Select(d => new WayDoor(d, Of(property, d.Id)))]);

    /// <summary>All that a host wrote of it, a line each, without what the pictures show.</summary>
    public IEnumerable<string> Lines => Way.Concat(Doors.SelectMany(d => d.Steps)).SelectMany(s => s.Lines.Concat(s.IfItFails));

    private static IReadOnlyList<WayStep> Of(Property property, Guid? doorId) => [.. property.Steps.Where(s => s.DoorId == doorId).OrderBy(s => s.Position).ThenBy(s => s.Id).Select(WayStep.Of)];
}

/// <summary>A door of the way in.</summary>
/// <param name="Door">Which.</param>
/// <param name="Steps">What is done at it, in order; empty = the host wrote nothing.</param>
public sealed record WayDoor(DoorUse Door, IReadOnlyList<WayStep> Steps)
{
    /// <summary>A step says how the code is typed.</summary>
    public bool SaysHowToType => Steps.Any(s => s.Typing.Count > 0);
}

/// <summary>One step, in lines without empty ones.</summary>
/// <param name="Words">What to do or look for.</param>
/// <param name="Typing">How the code is typed.</param>
/// <param name="IfItFails">What to do if it does not work.</param>
/// <param name="PhotoId">Its picture (<see cref="EntryPhoto.Id"/>); null = none.</param>
public sealed record WayStep(IReadOnlyList<string> Words, IReadOnlyList<string> Typing, IReadOnlyList<string> IfItFails, Guid? PhotoId)
{
    /// <summary>What to do, then how the code is typed.</summary>
    public IEnumerable<string> Lines => Words.Concat(Typing);

    /// <summary>Reads a row.</summary>
    public static WayStep Of(EntryStep step) => new(In(step.Words), In(step.Typing), In(step.IfItFails), step.PhotoId);

    private static string[] In(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
