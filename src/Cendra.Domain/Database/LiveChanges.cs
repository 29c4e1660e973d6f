namespace Cendra.Domain.Database;

/// <summary>Tells open pages of this process that something was saved, so that they read again. Says nothing about what: pages query what they show.</summary>
public sealed class LiveChanges
{
    /// <summary>Raised after each save that wrote rows, on the saving thread: handlers only schedule their own work.</summary>
    public event Action? Saved;

    /// <summary>Something was saved.</summary>
    internal void Announce() => Saved?.Invoke();
}
