using Cendra.Domain.Database;
using Cendra.Knowledge.Photos;
using Cendra.Server.Security;

namespace Cendra.Server.Console.Files;

/// <summary><c>/properties/photos/{id}</c>: a picture of the way in, for people who see its property. It runs nothing, is kept by no browser and is never sniffed.</summary>
public static class EntryPhotoEndpoint
{
    /// <summary>Maps it.</summary>
    public static void MapEntryPhotos(this IEndpointRouteBuilder app) => app.MapGet("/properties/photos/{id:guid}", ShowAsync).RequireAuthorization();

    /// <summary>The picture, so that a browser shows it and does nothing else with it.</summary>
    public static IResult Shown(HttpResponse response, ShownPhoto photo)
    {
        response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return Results.Bytes(photo.Bytes, photo.ContentType);
    }

    private static async Task<IResult> ShowAsync(Guid id, HttpContext context, SignedInHosts hosts, CendraDatabase database, SealedPhotos photos, CancellationToken ct)
    {
        SecurityHeaders.Secret(context.Response);
        var host = await hosts.OfAsync(context.User, ct);
        await using var db = database.Open();
        return await photos.ForHostAsync(db, id, host.Scope, ct) is { } photo ? Shown(context.Response, photo) : Results.NotFound();
    }
}
