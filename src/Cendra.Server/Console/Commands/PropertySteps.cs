using Cendra.Domain.Database;
using Cendra.Domain.Knowledge;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Time;
using Cendra.Knowledge.Photos;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Console.Commands;

/// <summary>Brings the way in of a property to what was typed: the steps in their order, and the pictures, of which none stays without its step.</summary>
internal sealed class PropertySteps(CendraDbContext db, Property property, SealedPhotos photos, IdSource ids, DateTimeOffset nowUtc)
{
    /// <summary>After the doors are set.</summary>
    public async Task SetAsync(PropertyDraft draft, CancellationToken ct)
    {
        var known = await KnownPhotosAsync(ct);
        var before = property.Steps.ToList();
        var kept = Set(draft.Way, doorId: null, known);
        foreach (var door in draft.Doors)
        {
            kept.AddRange(Set(door.Steps, property.Doors.Single(d => d.LockId == door.LockId).Id, known));
        }

        foreach (var gone in before.Except(kept))
        {
            property.Steps.Remove(gone);
            db.Remove(gone);
        }

        db.RemoveRange(known.Values.Where(p => kept.TrueForAll(s => s.PhotoId != p.Id)));
    }

    private List<EntryStep> Set(List<StepDraft> wanted, Guid? doorId, Dictionary<Guid, EntryPhoto> known)
    {
        var kept = new List<EntryStep>();
        foreach (var typed in wanted.Where(s => !s.IsEmpty))
        {
            var step = property.Steps.Find(s => s.Id == typed.Id);
            if (step is null)
            {
                step = new EntryStep { Id = ids.Next(), PropertyId = property.Id };
                property.Steps.Add(step);
                db.EntrySteps.Add(step);
            }

            kept.Add(step);
            (step.DoorId, step.Position) = (doorId, kept.Count);
            (step.Words, step.Typing, step.IfItFails) = (Text(typed.Words), Text(typed.Typing), Text(typed.IfItFails));
            step.PhotoId = typed.Photo is { } photo ? PhotoOf(photo, known) : null;
        }

        return kept;
    }

    private Guid? PhotoOf(PhotoDraft typed, Dictionary<Guid, EntryPhoto> known)
    {
        if (typed.Picture is { } picture)
        {
            var photo = photos.Seal(ids.Next(), property.Id, picture, typed.Words.Trim(), nowUtc);
            db.EntryPhotos.Add(photo);
            return photo.Id;
        }

        if (typed.Id is not { } id || !known.TryGetValue(id, out var stored))
        {
            return null; // Of another property, or gone meanwhile.
        }

        stored.Words = typed.Words.Trim();
        return id;
    }

    /// <summary>The stored pictures of the property without their bytes, so that words change and rows go away while nothing large is read.</summary>
    private async Task<Dictionary<Guid, EntryPhoto>> KnownPhotosAsync(CancellationToken ct)
    {
        var rows = await db.EntryPhotos.Where(p => p.PropertyId == property.Id).Select(p => new { p.Id, p.ContentType, p.Words, p.CreatedUtc }).ToListAsync(ct);
        var known = rows.ConvertAll(p => new EntryPhoto { Id = p.Id, PropertyId = property.Id, ContentType = p.ContentType, Sealed = [], Words = p.Words, CreatedUtc = p.CreatedUtc });
        db.AttachRange(known);
        return known.ToDictionary(p => p.Id);
    }

    private static string Text(string typed) => typed.ReplaceLineEndings("\n").Trim();
}
