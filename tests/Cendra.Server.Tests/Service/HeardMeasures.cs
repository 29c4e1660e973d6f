using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Cendra.Server.Tests.Service;

/// <summary>Everything that metrics and traces of this process say while it listens: names, labels, tags and events.</summary>
internal sealed class HeardMeasures : IDisposable
{
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly MeterListener _meters = new();
    private readonly ActivityListener _traces;

    public HeardMeasures()
    {
        _meters.InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument);
        _meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Hear(instrument, value, tags));
        _meters.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Hear(instrument, value, tags));
        _meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Hear(instrument, value, tags));
        _meters.Start();
        _traces = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Hear,
        };
        ActivitySource.AddActivityListener(_traces);
    }

    public IReadOnlyCollection<string> Lines => _lines;

    public void Dispose()
    {
        _meters.Dispose();
        _traces.Dispose();
    }

    private void Hear<T>(Instrument instrument, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = string.Join(' ', tags.ToArray().Select(t => $"{t.Key}={t.Value}"));
        _lines.Enqueue($"{instrument.Meter.Name} {instrument.Name} {instrument.Description} {labels} {(value is double ? "" : value?.ToString())}");
    }

    private void Hear(Activity activity) => _lines.Enqueue(
        $"{activity.DisplayName} {string.Join(' ', activity.TagObjects.Select(t => $"{t.Key}={t.Value}"))} " +
        string.Join(' ', activity.Events.Select(e => e.Name + string.Join(' ', e.Tags.Select(t => $"{t.Key}={t.Value}")))) +
        string.Join(' ', activity.Baggage.Select(b => $"{b.Key}={b.Value}")));
}
