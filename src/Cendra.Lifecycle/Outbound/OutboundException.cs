namespace Cendra.Lifecycle.Outbound;

/// <summary>
/// A call that was not made, or was broken off, because of where it led or how much it brought. Its message is for a host and never holds the address.
/// </summary>
public sealed class OutboundException(string inWords, Exception? cause = null) : HttpRequestException(inWords, cause);
