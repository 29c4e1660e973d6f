using Microsoft.AspNetCore.Http;

namespace Cendra.Lifecycle.Inbox;

/// <summary>Reads a request's raw bytes up to the cap of 256 KB.</summary>
public static class RawBody
{
    /// <summary>Largest body that is accepted.</summary>
    public const int MaxBytes = 256 * 1024;

    /// <summary>The bytes, or null when there are more than the cap; nothing beyond the cap is read.</summary>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        if (request.ContentLength > MaxBytes)
        {
            return null;
        }

        using var buffer = new MemoryStream();
        var chunk = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(chunk, ct)) > 0)
        {
            if (buffer.Length + read > MaxBytes)
            {
                return null;
            }

            buffer.Write(chunk, 0, read);
        }

        return buffer.ToArray();
    }
}
