using Cendra.Domain.Knowledge;

namespace Cendra.Server.Console.Commands;

/// <summary>What the steps of a way in must be before they are saved, in sentences that say what to change.</summary>
internal static class StepRules
{
    private const int LongestPhotoWords = 500;
    private const int MostSteps = 30;
    private const int MostPhotos = 20;

    /// <summary>All problems at once: of the way from the street, then of each door, then of the pictures together; empty = none.</summary>
    public static IEnumerable<string> Problems(PropertyDraft draft) => [.. Steps("From the street", draft.Way), .. draft.Doors.SelectMany(d => Steps(d.DoorName.Trim(), d.Steps)), .. Photos(draft)];

    private static IEnumerable<string> Steps(string place, List<StepDraft> steps)
    {
        if (steps.Count > MostSteps)
        {
            yield return $"{place}: more than {MostSteps} steps are more than anybody keeps in mind. Join some of them.";
        }

        foreach (var (step, i) in steps.Select((s, i) => (s, i + 1)))
        {
            if (step.Fields.Any(f => f.Trim().Length > EntryStep.Longest))
            {
                yield return $"{place}, step {i}: shorten each text to 2,000 characters.";
            }

            if (step.Photo is { } photo && (photo.Words.Trim().Length > LongestPhotoWords || (photo.Words.Trim().Length == 0 && step.Words.Trim().Length == 0)))
            {
                yield return $"{place}, step {i}: say in words what to look for, or what the picture shows, up to 500 characters. Not everybody sees it.";
            }
        }
    }

    private static IEnumerable<string> Photos(PropertyDraft draft)
    {
        if (draft.Way.Concat(draft.Doors.SelectMany(d => d.Steps)).Count(s => s.Photo is not null) > MostPhotos)
        {
            yield return $"Pictures: {MostPhotos} are enough for one way in. Take some out.";
        }
    }
}
