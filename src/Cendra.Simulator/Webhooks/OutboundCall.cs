namespace Cendra.Simulator.Webhooks;

/// <summary>Sends one call to whoever listens; never throws for what the other side or the network does.</summary>
internal sealed class OutboundCall(HttpMessageInvoker outbound, TimeProvider machineTime)
{
    /// <summary>Svix and Twilio both give an endpoint 15 seconds.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <param name="request">What to send.</param>
    /// <param name="cancellationToken">Ends the wait; throws then.</param>
    public async Task<OutboundAnswer> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(Patience, machineTime);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var answer = await outbound.SendAsync(request, either.Token);
            return new OutboundAnswer((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(either.Token), Connected: true);
        }
        catch (HttpRequestException failure)
        {
            return new OutboundAnswer(0, "", failure.HttpRequestError is not (HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError));
        }
        catch (Exception failure) when (failure is IOException || (failure is OperationCanceledException && timeout.IsCancellationRequested))
        {
            return new OutboundAnswer(0, "", Connected: true);
        }
    }
}

/// <summary>What came back.</summary>
/// <param name="Status">0 when no answer came.</param>
/// <param name="Body">Empty when no answer came.</param>
/// <param name="Connected">False only when it is certain that the other side never heard of the call.</param>
internal readonly record struct OutboundAnswer(int Status, string Body, bool Connected);
