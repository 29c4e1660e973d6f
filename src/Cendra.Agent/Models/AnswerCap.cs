namespace Cendra.Agent.Models;

/// <summary>Reads an answer to its end before anybody looks at it, so that a slow and an endless one end as a failed request; larger than the cap is none.</summary>
internal sealed class AnswerCap : DelegatingHandler
{
    /// <summary>Largest answer, in bytes.</summary>
    public const int Largest = 1024 * 1024;

    /// <inheritdoc />
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        try
        {
            await response.Content.LoadIntoBufferAsync(Largest, cancellationToken);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
