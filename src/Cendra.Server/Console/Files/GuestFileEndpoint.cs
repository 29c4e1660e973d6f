using Cendra.Messaging.Files;
using Cendra.Server.Security;

namespace Cendra.Server.Console.Files;

/// <summary><c>/inbox/files/{id}</c>: a picture or a recording of a guest, for people who see the property. It came from outside: it runs nothing, is kept by no browser and is never sniffed.</summary>
public static class GuestFileEndpoint
{
    /// <summary>Maps it.</summary>
    public static void MapGuestFiles(this IEndpointRouteBuilder app) => app.MapGet("/inbox/files/{id:guid}", ShowAsync).RequireAuthorization();

    private static async Task<IResult> ShowAsync(Guid id, HttpContext context, SignedInHosts hosts, GuestFiles files, CancellationToken ct)
    {
        SecurityHeaders.Secret(context.Response);
        var host = await hosts.OfAsync(context.User, ct);
        if (await files.ShowAsync(id, host.Scope, ct) is not { } file)
        {
            return Results.NotFound();
        }

        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; media-src 'self'; sandbox";
        return Results.Bytes(file.Bytes, file.ContentType, enableRangeProcessing: true);
    }
}
