using Cendra.Server.Console.Commands;
using Cendra.Server.Security;

namespace Cendra.Server.Console.Files;

/// <summary><c>/knowledge/export/{format}</c>: the articles that a person sees as a file, kept by no browser.</summary>
public static class KnowledgeExportEndpoint
{
    /// <summary>Maps it.</summary>
    public static void MapKnowledgeExport(this IEndpointRouteBuilder app) => app.MapGet("/knowledge/export/{format}", ExportAsync).RequireAuthorization(HostPolicies.MayChange);

    private static async Task<IResult> ExportAsync(string format, HttpContext context, SignedInHosts hosts, KnowledgeFiles files, CancellationToken ct)
    {
        SecurityHeaders.Secret(context.Response);
        var host = await hosts.OfAsync(context.User, ct);
        return KnowledgeFiles.Formats.TryGetValue(format, out var known) && await files.ExportAsync(known, host, ct) is { } file ? Results.File(file.Bytes, file.ContentType, file.Name) : Results.NotFound();
    }
}
