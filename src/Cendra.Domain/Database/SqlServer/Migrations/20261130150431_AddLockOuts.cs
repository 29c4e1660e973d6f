using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Cendra.Domain.Database.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class AddLockOuts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "TellsFallback",
                table: "Properties",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "LockDenials",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    LockId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    AtUtc = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    Why = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LockDenials", x => x.Id);
                    table.ForeignKey(
                        name: "FK_LockDenials_SmartLocks_LockId",
                        column: x => x.LockId,
                        principalTable: "SmartLocks",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "LockOuts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    StayId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ConversationId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    IdentityId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    GuestVersion = table.Column<int>(type: "int", nullable: false),
                    LockId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    OpenedUtc = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    OpenedBy = table.Column<int>(type: "int", nullable: false),
                    Finding = table.Column<int>(type: "int", nullable: false),
                    Step = table.Column<int>(type: "int", nullable: false),
                    WrongTries = table.Column<int>(type: "int", nullable: false),
                    TypedRight = table.Column<bool>(type: "bit", nullable: false),
                    HelpedUtc = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    FallbackToldUtc = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    SpareWantedUtc = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    NextUtc = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    EndedUtc = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    End = table.Column<int>(type: "int", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LockOuts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_LockOuts_ChannelIdentities_IdentityId",
                        column: x => x.IdentityId,
                        principalTable: "ChannelIdentities",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_LockOuts_Conversations_ConversationId",
                        column: x => x.ConversationId,
                        principalTable: "Conversations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_LockOuts_SmartLocks_LockId",
                        column: x => x.LockId,
                        principalTable: "SmartLocks",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_LockOuts_Stays_StayId",
                        column: x => x.StayId,
                        principalTable: "Stays",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_LockDenials_LockId_AtUtc",
                table: "LockDenials",
                columns: new[] { "LockId", "AtUtc" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_LockOuts_ConversationId",
                table: "LockOuts",
                column: "ConversationId");

            migrationBuilder.CreateIndex(
                name: "IX_LockOuts_IdentityId",
                table: "LockOuts",
                column: "IdentityId");

            migrationBuilder.CreateIndex(
                name: "IX_LockOuts_LockId",
                table: "LockOuts",
                column: "LockId");

            migrationBuilder.CreateIndex(
                name: "IX_LockOuts_NextUtc",
                table: "LockOuts",
                column: "NextUtc");

            migrationBuilder.CreateIndex(
                name: "IX_LockOuts_OpenedUtc",
                table: "LockOuts",
                column: "OpenedUtc");

            migrationBuilder.CreateIndex(
                name: "IX_LockOuts_StayId",
                table: "LockOuts",
                column: "StayId",
                unique: true,
                filter: "[EndedUtc] IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "LockDenials");

            migrationBuilder.DropTable(
                name: "LockOuts");

            migrationBuilder.DropColumn(
                name: "TellsFallback",
                table: "Properties");
        }
    }
}
