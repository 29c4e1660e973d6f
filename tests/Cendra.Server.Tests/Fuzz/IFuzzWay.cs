namespace Cendra.Server.Tests.Fuzz;

/// <summary>A way by which calls reach the server.</summary>
internal interface IFuzzWay
{
    /// <summary>Sends the call and reads the whole answer. Throws <see cref="TimeoutException"/> when none comes.</summary>
    Task<FuzzAnswer> SendAsync(FuzzCall call);
}
