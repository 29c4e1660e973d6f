using Cendra.Domain.Database;
using Cendra.Domain.Knowledge;
using Cendra.Domain.Portfolio;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Knowledge.Photos;

/// <summary>A picture as a browser gets it.</summary>
/// <param name="ContentType"><c>image/jpeg</c>, <c>image/png</c> or <c>image/webp</c>.</param>
/// <param name="Bytes">The picture.</param>
public sealed record ShownPhoto(string ContentType, byte[] Bytes);

/// <summary>The pictures of steps of the way in: sealed where they lie, opened for those who may see them.</summary>
public sealed class SealedPhotos(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("Cendra.EntryPhotos.v1");

    /// <summary>The row of a picture.</summary>
    public EntryPhoto Seal(Guid id, Guid propertyId, PlainPicture picture, string words, DateTimeOffset nowUtc) =>
        new() { Id = id, PropertyId = propertyId, ContentType = picture.ContentType, Sealed = _protector.Protect(picture.Bytes), Words = words, CreatedUtc = nowUtc };

    /// <summary>The picture for somebody who sees its property; null = there is none for them.</summary>
    public async Task<ShownPhoto?> ForHostAsync(CendraDbContext db, Guid id, PropertyScope scope, CancellationToken ct)
    {
        var properties = scope.Of(db.Properties).Select(p => p.Id);
        return Opened(await db.EntryPhotos.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id && properties.Contains(p.PropertyId), ct));
    }

    /// <summary>The picture, if a step of this property shows it; null otherwise.</summary>
    public async Task<ShownPhoto?> OfPropertyAsync(CendraDbContext db, Guid id, Guid propertyId, CancellationToken ct) =>
        Opened(await db.EntryPhotos.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id && p.PropertyId == propertyId && db.EntrySteps.Any(s => s.PhotoId == id && s.PropertyId == propertyId), ct));

    private ShownPhoto? Opened(EntryPhoto? photo) => photo is null ? null : new ShownPhoto(photo.ContentType, _protector.Unprotect(photo.Sealed));
}
