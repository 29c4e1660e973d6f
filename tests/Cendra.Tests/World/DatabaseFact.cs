using Cendra.Domain.Database;
using Xunit;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Cendra.Tests.World;

/// <summary>Which database a test class runs on.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RunsOnAttribute(DatabaseProvider provider) : Attribute
{
    public DatabaseProvider Provider { get; } = provider;
}

/// <summary>A test that runs on the database its class names with <see cref="RunsOnAttribute"/> and is skipped, with the reason, where that cannot be had.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("Cendra.Tests.World.DatabaseFactDiscoverer", "Cendra.Tests")]
public sealed class DatabaseFactAttribute : FactAttribute;

/// <summary>Makes the test cases of <see cref="DatabaseFactAttribute"/>.</summary>
public sealed class DatabaseFactDiscoverer(IMessageSink sink) : FactDiscoverer(sink)
{
    /// <inheritdoc />
    protected override IXunitTestCase CreateTestCase(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute) =>
        new DatabaseTestCase(DiagnosticMessageSink, discoveryOptions.MethodDisplayOrDefault(), discoveryOptions.MethodDisplayOptionsOrDefault(), testMethod);
}

/// <summary>A test case that knows why its database is missing.</summary>
public sealed class DatabaseTestCase : XunitTestCase
{
    [Obsolete("Called by the de-serializer; should only be called by deriving classes for de-serialization purposes")]
    public DatabaseTestCase()
    {
    }

    public DatabaseTestCase(IMessageSink sink, TestMethodDisplay display, TestMethodDisplayOptions options, ITestMethod method)
        : base(sink, display, options, method)
    {
    }

    /// <inheritdoc />
    protected override string? GetSkipReason(IAttributeInfo factAttribute)
    {
        var runsOn = TestMethod.TestClass.Class.GetCustomAttributes(typeof(RunsOnAttribute)).Single();
        return TestServers.MissingBecause(runsOn.GetNamedArgument<DatabaseProvider>(nameof(RunsOnAttribute.Provider)));
    }
}
